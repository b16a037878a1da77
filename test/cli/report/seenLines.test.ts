import { describe, expect, it } from 'vitest';
import { seenLines, seenRecord } from '../../../src/cli/report/seenLines.js';

const seen = {
  file: 'kitchen.jpg',
  width: 1600,
  height: 1067,
  detections: [
    {
      label: 'dining table',
      confidence: 0.871,
      box: { x: 0.4, y: 591, width: 1436, height: 467 },
      answeredBy: null,
    },
    {
      label: 'cup',
      confidence: 0.5,
      box: { x: 1080, y: 741, width: 97, height: 117 },
      answeredBy: 'kettle',
    },
  ],
};

describe('what was seen', () => {
  it('is the photo and a line for each thing, with the object that answers it', () => {
    expect(seenLines(seen)).toEqual([
      'kitchen.jpg  1600 × 1067, 2 things seen',
      '  dining table  0.87  1436 × 467 at 0, 591   unanswered',
      '  cup           0.50  97 × 117 at 1080, 741  answered by kettle',
    ]);
  });

  it('says what was taught, in a line and in a record, and of nothing else', () => {
    const [table, cup] = seen.detections as [
      (typeof seen.detections)[0],
      (typeof seen.detections)[0],
    ];
    const taught = {
      ...seen,
      detections: [{ ...cup, label: 'kettle', taught: true as const }, table],
    };
    expect(seenLines(taught)[1]).toMatch(/^ {2}kettle \(taught\) +0\.50 .* answered by kettle$/);
    const records = seenRecord(taught).detections;
    expect(records[0]).toMatchObject({ label: 'kettle', taught: true });
    expect(records[1]).not.toHaveProperty('taught');
  });

  it('may be one thing or none', () => {
    expect(seenLines({ ...seen, detections: seen.detections.slice(1) })[0]).toMatch(
      /1 thing seen$/,
    );
    expect(seenLines({ ...seen, detections: [] })).toEqual([
      'kitchen.jpg  1600 × 1067, 0 things seen',
    ]);
  });

  it('is a record whose keys other programs rely on', () => {
    expect(seenRecord(seen)).toEqual(seen);
    expect(Object.keys(seenRecord(seen))).toEqual(['file', 'width', 'height', 'detections']);
  });
});
