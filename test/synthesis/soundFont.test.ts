import { describe, expect, it } from 'vitest';
import { MirrorError } from '../../src/errors.js';
import { readSoundFont } from '../../src/synthesis/soundFont.js';
import { takeBytes } from '../collection/shelves.js';
import { soundFontBytes } from './packagedSoundFont.js';

const whole = await soundFontBytes();

describe('readSoundFont', () => {
  it('reads the one of the package, which has the instruments of General MIDI and drums', async () => {
    const { presets } = await readSoundFont(whole);
    const programs = presets.filter(({ bank, isDrum }) => bank === 0 && !isDrum);
    expect(new Set(programs.map(({ program }) => program)).size).toBe(128);
    expect(presets.some(({ isDrum }) => isDrum)).toBe(true);
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'this is empty'],
    ['text', new TextEncoder().encode('not a SoundFont\n'), 'this is text'],
    ['a MIDI file', takeBytes('take'), 'this is a MIDI file'],
    ['one that is cut off', whole.subarray(0, 100_000), 'cut off after 100000 of 14563174 bytes'],
    ['its first twelve bytes', whole.subarray(0, 12), 'cut off after 12 of'],
    ['one whose tables are noise', noiseAfter(1000), 'damaged'],
    ['a RIFF of nothing', emptyBank(), 'damaged'],
  ])('refuses %s', async (_, bytes, complaint) => {
    const error = await readSoundFont(bytes).catch((reason) => reason);
    expect(error).toBeInstanceOf(MirrorError);
    expect(error.code).toBe('input');
    expect(error.message).toContain(complaint);
    expect(error.message).not.toContain('\n');
  });
});

function noiseAfter(kept: number): Uint8Array {
  return whole.map((byte, index) => (index < kept ? byte : (index * 7919) & 0xff));
}

function emptyBank(): Uint8Array {
  return Uint8Array.from(Buffer.from('RIFF\x04\0\0\0sfbk', 'latin1'));
}
