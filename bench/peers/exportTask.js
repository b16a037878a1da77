import { MAX_GRADIENT_NORM, oneCycleRate } from '../../dist/autoencoder/adam.js';
import { HEAD_WEIGHTS } from '../../dist/autoencoder/phrase/decoderPass.js';
import { NOTES_ASKED } from '../../dist/autoencoder/phrase/headBatch.js';
import {
  highestRate,
  PHRASE_DEFAULTS,
  phraseScale,
} from '../../dist/autoencoder/phrase/phraseScale.js';
import {
  HISTORY_FIELDS,
  headsOf,
  historyRows,
  LOOK_BACK,
  phraseShapes,
  rankOf,
  rowsOfEmbedding,
  SUMS,
  sumOf,
} from '../../dist/autoencoder/phrase/phraseShapes.js';
import { tableSequences } from '../../dist/autoencoder/seed/seedAutoencoder.js';
import { EVENT_FIELDS, NOTE_FIELDS } from '../../dist/events/vocabulary.js';
import { spreadWindows } from '../../dist/events/windows.js';

/**
 * What decides a training of kind `phrase`: data, sizes, schedule and rule, as JSON. A peer reads whatever is not its own
 * chance here.
 *
 * @param trained what `fitPhrase` gives
 * @param recorded what it was trained on
 */
export function exportPhrase({ sizes, schedule, table }, recorded) {
  const { symbols } = sizes;
  const heads = headsOf(symbols);
  const events = Array.from(table.chord);
  const pitchesOf = (event) => Array.from(table.chords[table.chord[event]]);
  const notesOf = (field) =>
    events.map((_, event) => {
      const first = table.firstNote[event];
      return Array.from(table[field].subarray(first, first + pitchesOf(event).length));
    });
  const fields = ['metricalPosition', ...EVENT_FIELDS];
  const heldOf = (field) =>
    events.map((_, event) =>
      Array.from(
        table.held[field].subarray(table.held.starts[event], table.held.starts[event + 1]),
      ),
    );
  const windows = spreadWindows(table, Number.POSITIVE_INFINITY);
  return {
    sizes: { ...sizes, lookBack: LOOK_BACK, historyRows: historyRows(symbols) },
    shapes: phraseShapes(sizes),
    /** The embedding's first row of each field. */
    rows: rowsOfEmbedding(symbols),
    heads,
    /** The sums that the hidden layer gives, in the order of their columns, and which of them each head takes. */
    sums: SUMS,
    sumOfHead: Object.fromEntries(heads.map((head) => [head, SUMS[sumOf(head)]])),
    eventFields: EVENT_FIELDS,
    historyFields: HISTORY_FIELDS,
    schedule,
    /** Symbols of every event, recordings end to end; of notes a list for each event. */
    events: {
      pitch: events.map((_, event) => pitchesOf(event)),
      ...Object.fromEntries(fields.map((field) => [field, Array.from(table[field])])),
      ...Object.fromEntries(NOTE_FIELDS.map((field) => [field, notesOf(field)])),
      rank: events.map((_, event) =>
        pitchesOf(event).map((_, note, all) => rankOf(note, all.length)),
      ),
    },
    /** Symbols of the keys that are down when each event comes: their pitches, and inter-onset intervals until their releases. */
    held: { pitch: heldOf('pitch'), interOnset: heldOf('release') },
    /** For each window its first event, and how many events of its recording stand before that. */
    windows,
    before: windows.map((window) => table.before[window]),
    shares: sharesOf(table),
    ...phraseRule(schedule, phraseScale(recorded)),
  };
}

/** The same of kind `seed`: sequences of chord symbols. */
export function exportSeed({ sizes, schedule, dictionary }, recorded) {
  const size = sizes.sequence;
  const table = tableSequences(recorded, { dictionary, size });
  const sequences = spreadWindows(table, Number.POSITIVE_INFINITY).map((window) =>
    Array.from(table.symbols.subarray(window, window + size)),
  );
  return { sizes, schedule, symbols: dictionary.length, sequences };
}

/** How often each window is seen in an epoch, as a share of all that are. */
function sharesOf({ recordings }) {
  return recordings.flatMap(({ windows, share }) => new Array(windows).fill(share / windows));
}

/** What decides a training beside its data; Adam's own constants are the same on both sides. */
function phraseRule(schedule, scale) {
  const { klWeight, dropout, dropped, replaced, cut, unplanned, alone } = scale;
  const { epochs, examples, batchSize } = schedule;
  const { klWarmUp } = PHRASE_DEFAULTS;
  const steps = epochs * Math.ceil(examples / batchSize);
  const highest = highestRate(scale, schedule);
  const progress = Array.from({ length: steps }, (_, step) => step / steps);
  return {
    rates: progress.map((done) => oneCycleRate(done, highest)),
    klWeights: progress.map((done) => klWeight * Math.min(1, done / klWarmUp)),
    headWeights: HEAD_WEIGHTS,
    maxGradientNorm: MAX_GRADIENT_NORM,
    forgetting: { dropout, dropped, replaced, cut, unplanned, alone, notesAsked: NOTES_ASKED },
  };
}
