import { layEventRows } from '../../../src/autoencoder/phrase/eventRows.js';
import { type Forgetting, toBatch } from '../../../src/autoencoder/phrase/phraseBatch.js';
import { firstRowOf, rowsOfEmbedding } from '../../../src/autoencoder/phrase/phraseShapes.js';
import type { RowLists } from '../../../src/autoencoder/rowLists.js';
import { buildVocabulary } from '../../../src/events/buildVocabulary.js';
import { gatherEvents } from '../../../src/events/recordedEvents.js';
import { symbolCounts, type Vocabulary } from '../../../src/events/vocabulary.js';
import { tableWindows } from '../../../src/events/windowTable.js';
import { takeOf } from '../../events/takes.js';

/** Nothing is forgotten, and every note of a chord is asked for. */
export const REMEMBER_ALL: Forgetting = {
  random: () => 0.2,
  dropped: 0,
  replaced: 0,
  cut: 0,
  unplanned: 0,
  alone: 0,
};

/** A take in which no two fields have a value in common, so that a value says which field it is of. */
export const TAKE = takeOf([
  { pitches: [60, 64, 67], velocity: [88, 100, 112], durationTicks: [350, 700, 1400] },
  { pitches: [60], after: 6, velocity: 110, durationTicks: 500 },
  { pitches: [64], after: 8, velocity: 110, durationTicks: 500 },
  { pitches: [60, 67], after: 6, velocity: [106, 114], durationTicks: [500, 500] },
  { pitches: [67], after: 8, velocity: 110, durationTicks: 500 },
  { pitches: [60], after: 6, velocity: 110, durationTicks: 500 },
  { pitches: [64], after: 6, velocity: 110, durationTicks: 500 },
]);

export async function batchOf(
  windows: readonly number[],
  { size = 2, forgetting = REMEMBER_ALL, takes = [TAKE] } = {},
) {
  const recorded = await gatherEvents(takes);
  const vocabulary = buildVocabulary(recorded);
  const symbols = symbolCounts(vocabulary);
  const sizes = { latent: 2, hidden: 4, embedding: 4, window: size, plan: 3, symbols };
  const table = tableWindows(recorded, { vocabulary, size });
  const rows = layEventRows(table, symbols);
  return { vocabulary, batch: toBatch(table, { rows, windows, sizes, forgetting }) };
}

/** Each list in words. */
export function read({ rows, starts, ends }: RowLists, word: (row: number) => string): string[] {
  return Array.from(ends, (end, item) =>
    Array.from(rows.subarray(starts[item], end), word).join(' '),
  );
}

/** A row of the embedding as the value it stands for: `60`, `+6` steps, `|0` steps from the bar line, `500t`, `v110`, `lowest`, `?` keys. */
export function wordOf(vocabulary: Vocabulary) {
  const symbols = symbolCounts(vocabulary);
  const words: Record<number, string> = {};
  const name = (
    field: 'pitch' | 'interOnset' | 'metricalPosition' | 'duration' | 'velocity' | 'microtiming',
    write: (value: number) => string,
  ) => {
    for (const [symbol, value] of vocabulary[field].entries()) {
      words[firstRowOf(field, symbols) + symbol] = write(value);
    }
  };
  name('pitch', String);
  name('interOnset', (steps) => `+${steps}`);
  name('metricalPosition', (steps) => `|${steps}`);
  name('duration', (ticks) => `${ticks}t`);
  name('velocity', (velocity) => `v${velocity}`);
  name('microtiming', (ticks) => `m${ticks}`);
  words[rowsOfEmbedding(symbols).heldUnknown] = '?';
  for (const [rank, word] of ['lowest', 'inner', 'highest'].entries()) {
    words[firstRowOf('rank', symbols) + rank] = word;
  }
  return (row: number) => words[row] as string;
}
