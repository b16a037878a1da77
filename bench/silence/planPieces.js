import { seededRandom } from 'sound-mirror';

const ALONE = 140;
const TOGETHER = [
  ['two', 2, 30],
  ['a few', 4, 20],
  ['many', 9, 10],
];
const BARS = [4, 8, 16, 32, 64, 128];
/** Quarter notes a minute; undefined is what the objects agree on, as in most mirrors. */
const TEMPI = [undefined, undefined, undefined, 60, undefined, 140, undefined, 20, undefined, 300];

/**
 * 200 mirrors: who plays, how large each is, and the options. Lengths, tempi, areas and companions are drawn; of those
 * who play alone, each object comes with seeds 1 to 5.
 *
 * @param players { object, decoder, isSlow }
 */
export function planPieces(players) {
  const random = seededRandom('pieces to listen for silence in');
  const pick = (from) => from[Math.floor(random() * from.length)];
  const alone = Array.from({ length: ALONE }, (_, i) => {
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
  return [...alone, ...together].map(({ group, cast, seed }) => {
    const [bars, tempoBpm] = [pick(BARS), pick(TEMPI)];
    const shares = cast.map(() => 0.6 * random() ** 3 + 0.002).sort((a, b) => b - a);
    const names = cast.map(({ object }, i) => `${object.name} ${shares[i].toFixed(3)}`).join(', ');
    return {
      group,
      cast,
      shares,
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
    [1, 2, 3, 4, 5].map((seed) => {
      const bars = BARS[Math.floor(random() * BARS.length)];
      const name = `hear ${object.name}, ${bars} bars, seed ${seed}`;
      return { group: 'heard by itself', object, seed, bars, name };
    }),
  );
}
