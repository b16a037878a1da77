/**
 * How many there are of a thing, for a sentence.
 *
 * @example count(1, 'byte') // '1 byte'
 */
export function count(many: number, noun: string): string {
  return many === 1 ? `1 ${noun}` : `${many} ${noun}s`;
}
