import { type BasicSoundBank, SoundBankLoader, SpessaLog } from 'spessasynth_core';
import { MirrorError } from '../errors.js';

/** The instruments of a SoundFont, ready to be played. */
export interface SoundFont {
  readonly bank: BasicSoundBank;
}

/**
 * A SoundFont from the bytes of its file (SF2, SF3, or DLS); its samples are decoded when they are first played.
 *
 * @throws MirrorError `input` for bytes that are no SoundFont, are cut off, or hold no instrument
 */
export function readSoundFont(bytes: Uint8Array): SoundFont {
  // It warns on the console of what it mends; what cannot be mended is thrown.
  SpessaLog.setLogLevel(false, false, false);
  if (!beginsAsSoundFont(bytes)) {
    throw unusable('it begins as something else');
  }
  const declared = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8;
  if (declared > bytes.length) {
    throw unusable(`it is cut off after ${bytes.length} of ${declared} bytes`);
  }
  return { bank: loadBank(bytes) };
}

function loadBank(bytes: Uint8Array): BasicSoundBank {
  let bank: BasicSoundBank;
  try {
    bank = SoundBankLoader.fromArrayBuffer(Uint8Array.from(bytes).buffer);
  } catch (cause) {
    throw unusable('its contents are damaged', cause);
  }
  if (bank.presets.length === 0) throw unusable('it holds no instrument');
  return bank;
}

/** RIFF, the size, and the kind: `sfbk` of SF2 and SF3, or `DLS `. */
function beginsAsSoundFont(bytes: Uint8Array): boolean {
  const letters = String.fromCharCode(...bytes.subarray(0, 12));
  return /^RIFF[\s\S]{4}(sfbk|DLS )$/.test(letters);
}

function unusable(why: string, cause?: unknown): MirrorError {
  return new MirrorError(
    'input',
    `Expected a SoundFont (.sf2 or .sf3) but ${why}. Take another with --soundfont, or none for the one of the package.`,
    { cause },
  );
}
