import { initialParameters, type Parameters } from '../../src/autoencoder/parameters.js';
import { type EventRows, layEventRows } from '../../src/autoencoder/phrase/eventRows.js';
import { type PhraseSizes, phraseShapes } from '../../src/autoencoder/phrase/phraseShapes.js';
import { buildVocabulary } from '../../src/events/buildVocabulary.js';
import { gatherEvents, type RecordedEvents } from '../../src/events/recordedEvents.js';
import { symbolCounts, type Vocabulary } from '../../src/events/vocabulary.js';
import { tableWindows, type WindowTable } from '../../src/events/windowTable.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';
import { type Struck, takeOf } from '../events/takes.js';

/** Two takes in which every field has several values; chords of one, two and three notes. */
const TAKES: readonly (readonly Struck[])[] = [
  [
    { pitches: [48, 55, 64], velocity: [40, 50, 66], durationTicks: [400, 200, 100] },
    { pitches: [67], after: 6, velocity: 90, microtimingTicks: 10 },
    { pitches: [48, 64], after: 12, microtimingTicks: -19, velocity: [70, 40], durationTicks: 100 },
    // On the same step of the grid, and yet no part of the chord.
    { pitches: [55], after: 0, microtimingTicks: 19, durationTicks: 900 },
    { pitches: [64, 67], after: 6, velocity: [50, 90], microtimingTicks: -10 },
    { pitches: [67], after: 18 },
    { pitches: [48], after: 12, velocity: 30 },
    { pitches: [64], after: 6 },
  ],
  [
    { pitches: [64], velocity: 55 },
    { pitches: [48, 55, 64], after: 12, velocity: [66, 50, 40], durationTicks: [100, 200, 100] },
    { pitches: [48], after: 12, microtimingTicks: 10 },
    { pitches: [55, 67], after: 12, durationTicks: [200, 900] },
    { pitches: [67], after: 6, velocity: 90 },
  ],
];

/** A network of a few units over a few events, whose parameters were never trained. */
export interface SmallNetwork {
  readonly recorded: RecordedEvents;
  readonly sizes: PhraseSizes;
  readonly vocabulary: Vocabulary;
  readonly table: WindowTable;
  readonly rows: EventRows;
  readonly parameters: Parameters;
}

/** Its windows begin at the events 0 to 5 of the first take and 8 to 10, the first three of the second. */
export async function smallNetwork(): Promise<SmallNetwork> {
  const recorded = await gatherEvents(TAKES.map((chords) => takeOf(chords)));
  const vocabulary = buildVocabulary(recorded);
  // No size is a multiple of another, or of the four and eight that the kernels count by.
  const sizes = {
    latent: 3,
    hidden: 7,
    embedding: 5,
    window: 3,
    plan: 11,
    symbols: symbolCounts(vocabulary),
  };
  const table = tableWindows(recorded, { vocabulary, size: sizes.window });
  const rows = layEventRows(table, sizes.symbols);
  const random = seededRandom('small network');
  // Biases begin at 0, where a fault might go unseen.
  const parameters = Object.fromEntries(
    Object.entries(initialParameters(phraseShapes(sizes), random)).map(([name, array]) => {
      const noise = drawNormals(array.length, random);
      return [name, array.map((value, i) => value + 0.1 * (noise[i] as number))];
    }),
  );
  return { recorded, sizes, vocabulary, table, rows, parameters };
}
