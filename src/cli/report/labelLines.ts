import type { LabelAnswer, SoundObject } from '../../index.js';
import { taughtTexts } from './answersText.js';
import { fitColumns } from './fitColumns.js';

/**
 * The labels for a person, a line for each, in COCO's order: which objects answer it and which starter object does not any longer.
 *
 * @param columns of the terminal; undefined where there is none
 */
export function labelLines(answers: readonly LabelAnswer[], columns?: number): string[] {
  return fitColumns(
    answers.map(({ label, answeredBy, overridden }) => [
      label,
      answeredBy.length === 0 ? 'free' : answeredBy.map(nameAndShelf).join(', '),
      ...(overridden.length === 0 ? [] : [`instead of ${starterNames(overridden)}`]),
    ]),
    columns,
  );
}

function nameAndShelf({ name, shelf }: SoundObject): string {
  return shelf === 'home' ? `${name} (yours)` : name;
}

function starterNames(objects: readonly SoundObject[]): string {
  return `the starter's ${objects.map(({ name }) => name).join(', ')}`;
}

/** How many labels are answered, by which shelf, and how many are free. */
export function labelSummary(answers: readonly LabelAnswer[]): string {
  const answered = answers.filter(({ answeredBy }) => answeredBy.length > 0);
  const yours = answered.filter(({ answeredBy }) =>
    answeredBy.some(({ shelf }) => shelf === 'home'),
  ).length;
  const free = answers.length - answered.length;
  return `${answered.length} of ${answers.length} labels are answered, ${yours} by objects of yours; ${free} ${free === 1 ? 'is' : 'are'} free.`;
}

/** Objects that are seen themselves, whatever the labels, in one line; none where nothing was taught. */
export function taughtNotes(objects: readonly SoundObject[]): string[] {
  const taught = objects.flatMap((object) =>
    taughtTexts(object).map((text) => `${object.name} (${text})`),
  );
  return taught.length === 0 ? [] : [`Seen themselves, label or not: ${taught.join(', ')}.`];
}

/** The record of one JSON line, written out key by key: other programs rely on these names. */
export function labelRecord({ label, answeredBy, overridden }: LabelAnswer) {
  return {
    label,
    answeredBy: answeredBy.map(({ name }) => name),
    shelf: answeredBy[0]?.shelf ?? null,
    overridden: overridden.map(({ name }) => name),
  };
}
