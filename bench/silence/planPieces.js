import { seededRandom } from 'sound-mirror';

/** Each object alone is heard with as many seeds, from 1. */
const SEEDS = 5;
const CROWDS = 20;
const TOGETHER = [
  ['two', 2, 30],
  ['a few', 4, 20],
  ['many', 9, 10],
];
const BARS = [4, 8, 16, 32, 64, 128];
/** Quarter notes a minute; undefined is what the objects agree on, as in most mirrors. */
const TEMPI = [undefined, undefined, undefined, 60, undefined, 140, undefined, 20, undefined, 300];

/**
 * At least 200 mirrors: who plays, how large each is, and the options. Each object plays alone with seeds 1 to 5; others
 * play together, or two to nine instances of one object do. Lengths, tempi, areas and companions are drawn.
 *
 * @param players { object, decoder, isSlow }
 */
export function planPieces(players) {
  const random = seededRandom('pieces to listen for silence in');
  const pick = (from) => from[Math.floor(random() * from.length)];
  const alone = Array.from({ length: SEEDS * players.length }, (_, i) => {
    const player = players[i % players.length];
    const group = player.isSlow ? 'a slow object alone' : 'a starter object alone';
    return { group, cast: [player], seed: 1 + Math.floor(i / players.length) };
  });
  const together = TOGETHER.flatMap(([group, size, number]) =>
    Array.from({ length: number }, (_, i) => {
      const cast = new Set([pick(i % 2 === 0 ? players.filter((each) => each.isSlow) : players)]);
      while (cast.size < size) cast.add(pick(players));
      return { group: `${group} together`, cast: [...cast], seed: 1 + (i % 5) };
    }),
  );
  const crowds = Array.from({ length: CROWDS }, (_, i) => {
    const counts = [2 + Math.floor(8 * random())];
    return { group: 'instances of one object', cast: [pick(players)], counts, seed: 1 + (i % 5) };
  });
  return [...alone, ...together, ...crowds].map(({ group, cast, counts, seed }) => {
    const [bars, tempoBpm] = [pick(BARS), pick(TEMPI)];
    const shares = cast.map(() => 0.6 * random() ** 3 + 0.002).sort((a, b) => b - a);
    const sizes = cast.map((_, i) => `${counts ? `${counts[i]} × ` : ''}${shares[i].toFixed(3)}`);
    const names = cast.map(({ object }, i) => `${object.name} ${sizes[i]}`).join(', ');
    return {
      group,
      cast,
      shares,
      counts,
      seed,
      bars,
      tempoBpm,
      name: `${names}, ${bars} bars, seed ${seed}`,
    };
  });
}

/** Every object by itself with seeds 1 to 5, without a photo. */
export function planHeard(players) {
  const random = seededRandom('pieces to hear');
  return players.flatMap(({ object }) =>
    Array.from({ length: SEEDS }, (_, i) => {
      const seed = 1 + i;
      const bars = BARS[Math.floor(random() * BARS.length)];
      const name = `hear ${object.name}, ${bars} bars, seed ${seed}`;
      return { group: 'heard by itself', object, seed, bars, name };
    }),
  );
}
