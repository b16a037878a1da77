import { comparable, nearestNames } from '../../checks/nearestNames.js';
import { HOUSEHOLD_WORDS } from './householdWords.js';

/**
 * The name that is meant: the very one, or else the only one that differs by nothing but capitals, hyphens, underlines and
 * spaces; undefined where there is none, or more than one.
 *
 * @example understandName('Wine-Glass', COCO_LABELS) // 'wine glass'
 */
export function understandName(written: string, names: readonly string[]): string | undefined {
  const composed = written.normalize('NFC');
  if (names.includes(composed)) return composed;
  const alike = names.filter((name) => foldName(name) === foldName(composed));
  return alike.length === 1 ? alike[0] : undefined;
}

/** Equal for names that differ by nothing but capitals, hyphens, underlines and spaces: a collection has one of them only. */
export function foldName(name: string): string {
  return comparable(name).replaceAll(' ', '');
}

/**
 * The labels that may have been meant by a word that is none: those near in meaning, or else those near in spelling; at most three.
 *
 * @example labelsFor('Telly', COCO_LABELS) // ['tv']
 */
export function labelsFor(word: string, labels: readonly string[]): readonly string[] {
  return wordMeaning(word) ?? nearestNames(word, labels);
}

/** The labels nearest in meaning to a word of the house, also to its plural; undefined for a word that is not on the list. */
export function wordMeaning(word: string): readonly string[] | undefined {
  const wanted = comparable(word);
  for (const each of [wanted, wanted.replace(/s$/, '')]) {
    if (Object.hasOwn(HOUSEHOLD_WORDS, each)) return HOUSEHOLD_WORDS[each];
  }
  return undefined;
}
