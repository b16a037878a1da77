import { describe, expect, it } from 'vitest';
import { freeName, safeRecordingName } from '../../src/collection/recordingName.js';

describe('the name of a recording', () => {
  it.each([
    ['take.mid', 'take.mid'],
    ['Take 7.MIDI', 'Take 7.MIDI'],
    ['Café 冷蔵庫.mid', 'Café 冷蔵庫.mid'],
    ['take', 'take.mid'],
    ['take.wav', 'take.wav.mid'],
    ['.hidden.mid', 'hidden.mid'],
    ['a:b?.mid', 'a-b-.mid'],
    ['a\u001b[2J\u202eb.mid', 'a-[2J-b.mid'],
    ['take . .mid', 'take.mid'],
    ['.mid', 'mid.mid'],
    ['...', 'recording.mid'],
    ['con.mid', 'take-con.mid'],
    ['NUL', 'take-NUL.mid'],
    ['com1.take.mid', 'take-com1.take.mid'],
    [`${'x'.repeat(251)}.mid`, `${'x'.repeat(200)}.mid`],
    [`${'庫'.repeat(80)}.mid`, `${'庫'.repeat(66)}.mid`],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeRecordingName(given)).toBe(kept);
  });

  it('gets the first number that is free, capitals or not', () => {
    const taken = new Set(['take.mid', 'take-2.mid']);
    expect(freeName('Take.mid', taken)).toBe('Take-3.mid');
    expect(freeName('other.mid', taken)).toBe('other.mid');
  });
});
