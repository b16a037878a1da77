import type { BasicSoundBank } from 'spessasynth_core';
import { checkArguments } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { describeFile } from '../files/describeFile.js';
import { loadEngine } from './engine.js';

/** The instruments of a SoundFont, ready to be played. */
export interface SoundFont {
  /** At least one. */
  readonly presets: readonly SoundFontPreset[];
}

/** An instrument, or a kit of drums, and what chooses it. */
export interface SoundFontPreset {
  readonly name: string;
  /** What CC0 chooses, 0–127; General MIDI's own instruments have 0. */
  readonly bank: number;
  /** General MIDI program, 0–127. */
  readonly program: number;
  readonly isDrum: boolean;
}

/** What the synthesiser made of each, kept out of the public record. */
const banks = new WeakMap<SoundFont, BasicSoundBank>();

/**
 * What the synthesiser plays a SoundFont from.
 *
 * @throws MirrorError `usage` for one that `readSoundFont` did not give
 */
export function bankOf(soundFont: SoundFont): BasicSoundBank {
  const bank = banks.get(soundFont);
  if (bank) return bank;
  throw new MirrorError(
    'usage',
    'Expected a SoundFont that readSoundFont gave but received another object. Read its file with readSoundFont.',
  );
}

/**
 * A SoundFont from the bytes of its file (SF2, SF3, or DLS); its samples are decoded when they are first played.
 *
 * @example await readSoundFont(await readSoundFontFile()) // the one that ships with the package
 * @throws MirrorError `usage` for what is no bytes, `input` for bytes that are no SoundFont, are cut off, or hold no instrument
 */
export async function readSoundFont(bytes: Uint8Array): Promise<SoundFont> {
  checkArguments({ bytes }, { bytes: 'bytes' });
  if (!beginsAsSoundFont(bytes)) throw unusable(`this is ${describeFile(bytes)}`);
  const declaredBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8;
  if (declaredBytes > bytes.length) {
    throw unusable(`this is cut off after ${bytes.length} of ${declaredBytes} bytes`);
  }
  const bank = await loadBank(bytes);
  if (bank.presets.length === 0) throw unusable('there is no instrument in it');
  const presets = bank.presets.map(({ name, bankMSB, program, isDrum }) => ({
    name,
    bank: bankMSB,
    program,
    isDrum,
  }));
  const soundFont = { presets };
  banks.set(soundFont, bank);
  return soundFont;
}

async function loadBank(bytes: Uint8Array): Promise<BasicSoundBank> {
  const { SoundBankLoader } = await loadEngine();
  try {
    return SoundBankLoader.fromArrayBuffer(Uint8Array.from(bytes).buffer);
  } catch (cause) {
    throw unusable('its contents are damaged', cause);
  }
}

/** RIFF, the size, and the kind: `sfbk` of SF2 and SF3, or `DLS `. */
function beginsAsSoundFont(bytes: Uint8Array): boolean {
  const letters = String.fromCharCode(...bytes.subarray(0, 12));
  return /^RIFF[\s\S]{4}(sfbk|DLS )$/.test(letters);
}

function unusable(why: string, cause?: unknown): MirrorError {
  return new MirrorError(
    'input',
    `Expected a SoundFont (.sf2 or .sf3) but ${why}. Take another, or none for the one of the package.`,
    { cause },
  );
}
