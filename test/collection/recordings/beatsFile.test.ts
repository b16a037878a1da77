import { describe, expect, it } from 'vitest';
import { BEATS_VERSION } from '../../../src/beats/findRecordingBeats.js';
import {
  type BeatsFile,
  formatBeatsFile,
  parseBeatsFile,
} from '../../../src/collection/recordings/beatsFile.js';

const FOUND: BeatsFile = {
  hints: { tempoBpm: 76.5, metre: { beats: 6, beatUnit: 8 } },
  checksum: 'ab'.repeat(32),
  grid: 'found',
  beats: {
    tempoBpm: 76.43,
    metre: { beats: 6, beatUnit: 8 },
    confidence: 0.37,
    beats: [-0.0213, 1.3, 2.085],
    downbeats: [1.3],
  },
};
const FREE: BeatsFile = {
  hints: {},
  checksum: 'cd'.repeat(32),
  grid: 'found',
  beats: { tempoBpm: null, metre: null, confidence: 0.12, beats: [], downbeats: [] },
};

describe('a file about beats', () => {
  it.each([FOUND, FREE, { ...FOUND, grid: 'written' as const }])('comes back as it was', (file) => {
    const text = formatBeatsFile(file);
    expect(parseBeatsFile(text)).toEqual({ hints: file.hints, file, isDamaged: false });
    expect(text.split('\n')).toHaveLength(12);
  });

  it('keeps another tempo that may be right', () => {
    const file = { ...FOUND, beats: { ...FOUND.beats, otherTempoBpm: 152.86 } };
    expect(parseBeatsFile(formatBeatsFile(file)).file).toEqual(file);
  });

  const text = formatBeatsFile(FOUND);
  it.each<[title: string, text: string, hints: unknown]>([
    ['nothing', '', {}],
    ['half of it', text.slice(0, 90), FOUND.hints],
    ['a comma lost by hand', text.replace('},', '}'), FOUND.hints],
    ['a list', '[1]', {}],
    ['beats that go backward', text.replace('1.3,2.085', '2.085,1.3'), FOUND.hints],
    ['a tempo without beats', text.replace(/"beats": \[.*\]/, '"beats": []'), FOUND.hints],
    ['hints out of range', '{"hints": {"tempoBpm": -3, "metre": "0/4"}}', {}],
    ['a hinted metre of thirty-seconds', '{"hints": {"metre": "3/32"}}', {}],
    ['no version', text.replace(/"version": \d+/, '"version": "x"'), FOUND.hints],
  ])('that is damaged gives the hints that can be read: %s', (_, damaged, hints) => {
    expect(parseBeatsFile(damaged)).toMatchObject({ hints, isDamaged: damaged !== text });
    expect(parseBeatsFile(damaged).hints).toEqual(hints);
  });

  it('of another version keeps its hints, and what was written into a transcription', () => {
    const other = (each: BeatsFile) =>
      formatBeatsFile(each).replace(
        `"version": ${BEATS_VERSION}`,
        `"version": ${BEATS_VERSION + 1}`,
      );
    expect(parseBeatsFile(other(FOUND))).toEqual({ hints: FOUND.hints, isDamaged: false });
    const written: BeatsFile = { ...FOUND, grid: 'written' };
    expect(parseBeatsFile(other(written))).toEqual({
      hints: FOUND.hints,
      file: written,
      isDamaged: false,
    });
  });
});
