import { describe, expect, it } from 'vitest';
import { eventLists, layEventRows } from '../../../src/autoencoder/phrase/eventRows.js';
import { historyRows, rowsOfEmbedding } from '../../../src/autoencoder/phrase/phraseShapes.js';
import { buildVocabulary } from '../../../src/events/buildVocabulary.js';
import { gatherEvents } from '../../../src/events/recordedEvents.js';
import { symbolCounts } from '../../../src/events/vocabulary.js';
import { tableWindows } from '../../../src/events/windowTable.js';
import { type Struck, takeOf } from '../../events/takes.js';

const LEARNED: readonly Struck[] = [
  { pitches: [60, 64], velocity: [100, 100] },
  { pitches: [62], after: 6, velocity: 50 },
  { pitches: [60, 64], after: 6, velocity: [100, 100] },
];

/** Rows of the events of a take, by a vocabulary of `LEARNED`. */
async function rowsOf(chords: readonly Struck[]) {
  const vocabulary = buildVocabulary(await gatherEvents([takeOf(LEARNED)]));
  const recorded = await gatherEvents([takeOf(chords)]);
  const options = { vocabulary, size: 2 };
  const exact = tableWindows(recorded, { ...options, exact: true });
  const { held } = tableWindows(recorded, options);
  const symbols = symbolCounts(vocabulary);
  return { ...layEventRows({ ...exact, held }, symbols), rowOf: rowsOfEmbedding(symbols) };
}

describe('rows of events', () => {
  it('are the position, the pitches and the fields of each, one event behind the other', async () => {
    const { rows, starts, rowOf } = await rowsOf(LEARNED);
    expect([...starts]).toEqual([0, 7, 13, 20]);
    const fields = ({ velocity = 0 }) => [
      rowOf.interOnset,
      rowOf.duration,
      rowOf.velocity + velocity,
      rowOf.microtiming,
    ];
    const chord = [rowOf.pitch, rowOf.pitch + 2, ...fields({ velocity: 1 })];
    expect([...rows]).toEqual([
      ...[rowOf.metricalPosition, ...chord],
      ...[rowOf.metricalPosition + 1, rowOf.pitch + 1, ...fields({})],
      ...[rowOf.metricalPosition + 2, ...chord],
    ]);
  });

  it('lack what was not learned', async () => {
    // Neither its second pitch nor the interval to the next event, nor that one's position.
    const { rows, starts, rowOf } = await rowsOf([
      { pitches: [60, 65], velocity: [100, 100] },
      { pitches: [62], after: 7, velocity: 50 },
    ]);
    expect([...starts]).toEqual([0, 5, 9]);
    expect([...rows.subarray(0, 2)]).toEqual([rowOf.metricalPosition, rowOf.pitch]);
    expect(rows[5]).toBe(rowOf.pitch + 1);
  });

  it('are lists of the events of windows, which may overlap', async () => {
    const { rows, starts, held } = await rowsOf(LEARNED);
    const lists = eventLists({ rows, starts, held }, { windows: [1, 0], size: 2 });
    expect(lists).toEqual({
      rows,
      starts: Int32Array.of(7, 13, 0, 7),
      ends: Int32Array.of(13, 20, 7, 13),
    });
  });

  it('are the pitch and the release of each held key, and a last one that says that they are not known', async () => {
    const { held, rowOf } = await rowsOf(LEARNED);
    // Of 313 ticks 73 are left when the next event comes, six steps later.
    const key = (pitch: number) => [rowOf.pitch + pitch, rowOf.interOnset];
    expect([...held]).toEqual([...key(2), ...key(0), ...key(1), rowOf.heldUnknown]);
  });
});

describe('the row that says that no keys are known', () => {
  const symbols = {
    pitch: 2,
    interOnset: 3,
    metricalPosition: 4,
    duration: 5,
    velocity: 6,
    microtiming: 7,
    noteVelocity: 8,
    noteDuration: 9,
  };

  it('stands between those that a history may name and those that it may not', () => {
    expect(rowsOfEmbedding(symbols)).toEqual({
      pitch: 0,
      interOnset: 2,
      metricalPosition: 5,
      heldUnknown: 9,
      duration: 10,
      velocity: 15,
      microtiming: 21,
      rank: 28,
    });
    expect(historyRows(symbols)).toBe(10);
  });
});
