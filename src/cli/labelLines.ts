import type { LabelAnswer, SoundObject } from '../index.js';
import { alignColumns } from './columns.js';

/** The labels for a person, a line for each, in COCO's order: who answers it and which starter object does not any longer. */
export function labelLines(answers: readonly LabelAnswer[]): string[] {
  return alignColumns(
    answers.map(({ label, answeredBy, overridden }) => [
      label,
      answeredBy.length === 0 ? 'free' : answeredBy.map(nameAndShelf).join(', '),
      ...(overridden.length === 0 ? [] : [`instead of ${starterNames(overridden)}`]),
    ]),
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
  return `${answered.length} of ${answers.length} labels are answered, ${yours} by objects of yours; ${free} are free.`;
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
