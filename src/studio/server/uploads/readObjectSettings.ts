import { type BeatHints, parseHintedMetre } from '../../../index.js';
import type { ObjectChange } from '../../protocol/objects.js';
import { number, record, text, texts, unlike } from './jsonFields.js';
import { oneLine } from './oneLine.js';

const MOST_LETTERS = 200;

/** All COCO labels fit. */
const MOST_LABELS = 100;

/** An object.json has 64 KB at most. */
const MOST_IDEA = 60_000;

type Given = Readonly<Record<string, unknown>>;

/**
 * What is to be changed of an object; other keys are ignored.
 *
 * @throws MirrorError `usage` naming what is not as it should be
 */
export function readObjectChange(given: Given): ObjectChange {
  const { name, labels, text: idea, instrument } = given;
  return {
    ...(name !== undefined && { name: readName(name) }),
    ...(labels !== undefined && {
      labels: texts(labels, { name: 'labels', most: MOST_LABELS, mostLetters: MOST_LETTERS }),
    }),
    ...(idea !== undefined && {
      text: text(idea, { name: 'text', least: 0, most: MOST_IDEA }).trim(),
    }),
    ...(instrument !== undefined && {
      instrument: text(instrument, { name: 'instrument', most: MOST_LETTERS }),
    }),
  };
}

/** What recordings are added with; the draft is found by the caller. */
export interface GivenTakes extends Omit<ObjectChange, 'name'> {
  readonly draft: string;
  readonly name: string;
  readonly hints: BeatHints;
}

/** The same for POST /api/objects; throws as `readObjectChange` does. */
export function readNewTakes(given: Given): GivenTakes {
  const { name: _, ...change } = readObjectChange(given);
  return {
    ...change,
    draft: text(given.draft, { name: 'draft', most: MOST_LETTERS }),
    name: readName(given.name),
    hints: readHints(given.hints),
  };
}

function readName(value: unknown): string {
  return oneLine(text(value, { name: 'name', most: MOST_LETTERS }));
}

function readHints(value: unknown): BeatHints {
  if (value === undefined || value === null) return {};
  const { tempoBpm, metre } = record(value, 'hints');
  return {
    ...(tempoBpm !== undefined && { tempoBpm: number(tempoBpm, 'hints.tempoBpm') }),
    ...(metre !== undefined && { metre: readMetre(metre) }),
  };
}

function readMetre(value: unknown) {
  const metre = parseHintedMetre(text(value, { name: 'hints.metre', most: MOST_LETTERS }));
  if (metre === undefined) throw unlike('hints.metre', 'a metre such as 3/4');
  return metre;
}
