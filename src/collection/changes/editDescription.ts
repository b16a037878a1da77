import { MirrorError } from '../../errors.js';
import {
  checkInstrument,
  checkLabels,
  checkOwnLabels,
  type ObjectDescription,
} from '../objectFile.js';
import type { SoundObject } from '../soundObject.js';
import { isSeenItself } from '../taught/taughtOf.js';

/** What is to be changed of what an object says of itself; what is left out stays. */
export interface DescriptionEdit {
  /** COCO labels that take the place of those it has. */
  readonly labels?: readonly string[] | undefined;
  /** COCO labels that join those it has, or those of `labels`. */
  readonly addLabels?: readonly string[] | undefined;
  /** COCO labels that it no longer answers. */
  readonly removeLabels?: readonly string[] | undefined;
  /** General MIDI name. */
  readonly instrument?: string | undefined;
  /** May be empty. */
  readonly text?: string | undefined;
}

/**
 * Makes sure of what can be known before anything is read.
 *
 * @throws MirrorError `usage` if nothing is to be changed, `input` for a label or an instrument there is not
 */
export function checkDescriptionEdit({
  labels,
  addLabels,
  removeLabels,
  instrument,
  text,
  rename,
}: DescriptionEdit & { readonly rename?: string }): void {
  const given = [labels, addLabels, removeLabels, instrument, text, rename];
  if (given.every((each) => each === undefined)) {
    throw new MirrorError(
      'usage',
      'Expected something to change: labels, instrument, text or a name, but received none. Say at least one.',
    );
  }
  for (const list of [addLabels, removeLabels]) if (list) checkLabels(list);
  if (labels !== undefined) checkOwnLabels(labels);
  if (instrument !== undefined) checkInstrument(instrument);
}

/**
 * What an object is to say of itself, under its present name.
 *
 * @throws MirrorError `usage` for a label to be taken that it has not, and if none would be left of an object
 *   that had some and is not taught; one that had none plays where its box is named, and goes on doing so
 */
export function editDescription(before: SoundObject, options: DescriptionEdit): ObjectDescription {
  const { labels, addLabels = [], removeLabels = [], instrument, text } = options;
  const removed = removeLabels.length === 0 ? [] : checkLabels(removeLabels);
  const kept = labels === undefined ? before.labels : checkOwnLabels(labels);
  const joined = [...kept, ...(addLabels.length === 0 ? [] : checkLabels(addLabels))];
  const stranger = removed.find((label) => !joined.includes(label));
  if (stranger !== undefined) {
    throw new MirrorError(
      'usage',
      `Expected labels that ${before.name} answers, ${joined.join(', ')}, but received ${stranger}. Leave it out.`,
    );
  }
  const left = joined.filter((label) => !removed.includes(label));
  if (left.length === 0 && before.labels.length > 0 && !isSeenItself(before)) {
    throw new MirrorError(
      'usage',
      `Expected at least one label to be left of ${before.name} but all were taken. Add another, teach it from a photo, or remove the object.`,
    );
  }
  return {
    name: before.name,
    labels: [...new Set(left)],
    ...checkInstrument(instrument ?? before.instrument),
    text: text ?? before.text,
  };
}
