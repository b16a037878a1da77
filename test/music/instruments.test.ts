import { Midi } from '@tonejs/midi';
import { describe, expect, it } from 'vitest';
import { MirrorError } from '../../src/errors.js';
import { INSTRUMENTS, instrumentName, programOf } from '../../src/music/instruments.js';

describe('INSTRUMENTS', () => {
  it('agrees with the table of @tonejs/midi, word for word', () => {
    const instrument = new Midi().addTrack().instrument;
    const theirs = Array.from({ length: 128 }, (_, program) => {
      instrument.number = program;
      return instrument.name;
    });
    expect(INSTRUMENTS).toEqual(theirs);
  });
});

describe('programOf', () => {
  it.each([
    ['acoustic grand piano', 0],
    ['Acoustic Grand Piano', 0],
    ['honky tonk piano', 3],
    ['Honky-Tonk Piano', 3],
    ['  music box ', 10],
    ['acoustic guitar (nylon)', 24],
    ['acoustic guitar nylon', 24],
    ['SynthStrings 2', 51],
    ['synth strings 2', 51],
    ['lead 8 (bass + lead)', 87],
    ['bagpipe', 109],
    ['gunshot', 127],
  ])('finds «%s» as program %i', (name, program) => {
    expect(programOf(name)).toBe(program);
  });

  it.each(['', 'piano', 'drums', '冷蔵庫', 'constructor'])('does not know «%s»', (name) => {
    expect(programOf(name)).toBeUndefined();
  });

  it('finds every name it can give', () => {
    for (let program = 0; program < 128; program++) {
      expect(programOf(instrumentName(program))).toBe(program);
    }
  });
});

describe('instrumentName', () => {
  it.each([-1, 128, 1.5, Number.NaN])('refuses program %d', (program) => {
    expect(() => instrumentName(program)).toThrow(MirrorError);
  });
});
