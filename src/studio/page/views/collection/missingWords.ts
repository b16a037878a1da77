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
  const unkeptWords = `${count(unkept, 'recorded take')} ${unkept === 1 ? 'is' : 'are'} not kept yet.`;
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
