import { buildVocabulary } from '../events/buildVocabulary.js';
import { chordKey } from '../events/chordKey.js';
import { toSymbols, UNKNOWN } from '../events/eventSymbols.js';
import type { RecordedEvents } from '../events/recordedEvents.js';
import { EVENT_FIELDS, FIELD_KEYS } from '../events/vocabulary.js';
import { maxBy } from '../math/maxBy.js';

/** What an event has in a field: the symbol, or the text of its chord; `UNKNOWN` for what the vocabulary has no room for. */
type FieldValue = number | string;

/**
 * What a guess reaches that is always the most frequent value of the learned music: for each field of an event, and for
 * `chord`, the share of the values left out that it gets right, 0–1. A value without a symbol cannot be guessed.
 */
export function chanceOfLeftOut(
  learned: RecordedEvents,
  leftOut: RecordedEvents,
): [field: string, share: number][] {
  const vocabulary = buildVocabulary(learned);
  const valuesOf = (recorded: RecordedEvents) => {
    const symbols = toSymbols(recorded, { vocabulary, exact: true });
    const keys = recorded.chords.map(chordKey);
    return (field: (typeof FIELDS)[number]): FieldValue[] =>
      field === 'chord'
        ? Array.from(symbols.chord, (place) => keys[place] as string)
        : Array.from(symbols[field]);
  };
  const [known, asked] = [valuesOf(learned), valuesOf(leftOut)];
  return FIELDS.map((field) => {
    const usual = mostFrequent(known(field).filter((value) => value !== UNKNOWN));
    const values = asked(field);
    const right = values.filter((value) => value === usual).length;
    return [field === 'chord' ? field : FIELD_KEYS[field], right / values.length];
  });
}

const FIELDS = ['chord', ...EVENT_FIELDS] as const;

/** The first of several that are as frequent; undefined of none. */
function mostFrequent(values: readonly FieldValue[]): FieldValue | undefined {
  const counts = new Map<FieldValue, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return maxBy(counts, ([, count]) => count)?.[0];
}
