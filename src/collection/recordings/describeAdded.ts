import { MirrorError } from '../../errors.js';
import {
  checkInstrument,
  checkLabels,
  DEFAULT_INSTRUMENT,
  type ObjectDescription,
} from '../objectFile.js';
import type { SoundObject } from '../soundObject.js';
import { shellWord } from '../training/trainCommand.js';
import type { AddOptions } from './addObject.js';

/**
 * Paths of the starter's recordings that join the new ones.
 *
 * @throws MirrorError `usage` where they shall join and there is no starter object of that name, or it was removed
 */
export function joinedRecordings(
  { name, withStarter = false }: AddOptions,
  { starter, removed }: { starter: SoundObject | undefined; removed: string | undefined },
): string[] {
  if (!withStarter) return [];
  if (starter !== undefined) return starter.recordings.map(({ path }) => path);
  if (removed !== undefined) {
    throw new MirrorError(
      'usage',
      `Expected a starter object, whose recordings join yours, but ${removed} was removed here. \`mirror restore ${shellWord(removed)}\` brings it back.`,
    );
  }
  throw new MirrorError(
    'usage',
    `Expected the name of a starter object, whose recordings join yours, but ${JSON.stringify(name)} is none. Leave \`withStarter\` out, or see \`mirror objects\`.`,
  );
}

/**
 * What the object's description says after the call: what is given, then what the object said before, then what the starter's of
 * its name says.
 *
 * @throws MirrorError `usage` for a new object without labels in the place of one that was removed, `input` for a label or an
 *   instrument that there is not
 */
export function describeAdded(
  { name, labels, instrument, text }: AddOptions,
  {
    own,
    starter,
    removed,
  }: {
    own: SoundObject | undefined;
    starter: SoundObject | undefined;
    removed: string | undefined;
  },
): ObjectDescription {
  const given = labels === undefined ? [] : checkLabels(labels);
  const kept = own?.labels ?? (given.length > 0 ? [] : (starter?.labels ?? []));
  // A new object may be taught instead; but of one that was removed, rather its return is meant.
  if (given.length + kept.length === 0 && removed !== undefined) {
    throw new MirrorError(
      'usage',
      `Expected the labels that the new object ${name} answers to but received none. Name at least one, such as cup, or bring the starter's ${removed} back, which was removed here: \`mirror restore ${shellWord(removed)}\`.`,
    );
  }
  const previous = own ?? starter;
  return {
    name,
    labels: [...new Set([...kept, ...given])],
    ...checkInstrument(instrument ?? previous?.instrument ?? DEFAULT_INSTRUMENT),
    text: text ?? previous?.text ?? '',
  };
}
