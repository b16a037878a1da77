import { count } from '../../../../format.js';
import type { DraftEntry } from '../../state/collection/draft.js';

/**
 * What a person should do before a new object can be added, or what would be left behind; empty where nothing is amiss.
 *
 * @param unkept how many recorded takes wait in the recorder
 */
export function missingWords({
  entries,
  name,
  isNameRefused,
  unkept,
}: {
  readonly entries: readonly Pick<DraftEntry, 'state'>[];
  readonly name: string;
  readonly isNameRefused: boolean;
  readonly unkept: number;
}): string {
  const unkeptWords = `${count(unkept, 'recorded take')} ${unkept === 1 ? 'is' : 'are'} not kept yet: open “Record a take…” to keep or delete ${unkept === 1 ? 'it' : 'them'}.`;
  if (entries.length === 0) return unkept > 0 ? unkeptWords : 'Record or drop a take first.';
  if (entries.every(({ state }) => state === 'refused')) {
    return 'None of these files can be used. Record or drop another.';
  }
  if (name.trim() === '') return 'Give it a name.';
  if (isNameRefused) return 'Give it another name.';
  if (entries.some(({ state }) => state !== 'ready' && state !== 'refused')) {
    return 'The takes are still being read.';
  }
  return unkept > 0 ? unkeptWords : '';
}

/** What a page asks for, and what the figures of bench/HOW-MUCH.md begin with. */
const ENOUGH_SECONDS = 60;

/**
 * What a person should know before a training on so little; empty where it is enough.
 *
 * @param seconds of all takes together
 * @example shortTakesWords(2) // 'All takes together last 2 s. That can be trained, but little is learned from less than a minute.'
 */
export function shortTakesWords(seconds: number): string {
  if (seconds === 0 || Math.round(seconds) >= ENOUGH_SECONDS) return '';
  return `All takes together last ${Math.max(1, Math.round(seconds))} s. That can be trained, but little is learned from less than a minute.`;
}
