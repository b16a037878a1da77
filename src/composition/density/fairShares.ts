/**
 * Shares an amount out among those who wish for some of it, each by its share, and none more than it
 * wishes for: what one leaves over goes to the others in the same way (progressive filling; Bertsekas and
 * Gallager, «Data Networks», 1992, 6.5.2). First, each is given up to `least` if there is enough.
 *
 * @param options.wishes 0 or more each
 * @param options.shares above 0, in the same order
 * @returns what each is due, in the same order
 * @example fairShares(12, { wishes: [4, 20], shares: [0.5, 0.5], least: 1 }) // [4, 8]
 */
export function fairShares(
  amount: number,
  {
    wishes,
    shares,
    least,
  }: { wishes: readonly number[]; shares: readonly number[]; least: number },
): number[] {
  const wishing = wishes.filter((wish) => wish > 0).length;
  const due = wishes.map((wish) => Math.min(wish, least, amount / wishing));
  let open = wishes.flatMap((wish, i) => (wish > (due[i] as number) ? [i] : []));
  while (open.length > 0) {
    const left = amount - due.reduce((sum, own) => sum + own, 0);
    const total = open.reduce((sum, i) => sum + (shares[i] as number), 0);
    const offered = (i: number) => (due[i] as number) + (left * (shares[i] as number)) / total;
    const content = open.filter((i) => (wishes[i] as number) <= offered(i));
    if (content.length === 0) {
      const offers = open.map((i) => [i, offered(i)] as const);
      for (const [i, offer] of offers) due[i] = offer;
      break;
    }
    for (const i of content) due[i] = wishes[i] as number;
    open = open.filter((i) => !content.includes(i));
  }
  return due;
}
