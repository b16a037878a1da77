import { composeScore, planPiece, seededRandom } from 'sound-mirror';
import { playPhrase, timePlayers } from '../../dist/composition/playPhrase.js';

const WIDTH = 160;
const HEIGHT = 120;

/** A picture of nothing, which gives every box a latent of its own. */
const random = seededRandom('a picture of nothing');
const photo = {
  width: WIDTH,
  height: HEIGHT,
  pixels: {
    width: WIDTH,
    height: HEIGHT,
    data: Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, () => 256 * random()),
  },
};

/** What `mirrorPhoto` composes once it has seen something. @param piece as `planPieces` gives it */
export function composePiece({ cast, shares, seed, bars, tempoBpm }) {
  const players = cast.map(({ object, decoder }, i) => ({
    matched: {
      object,
      instance: 1,
      instances: 1,
      labels: object.labels,
      boxes: [boxOf(shares[i], i)],
      areaShare: shares[i],
    },
    decoder,
  }));
  const playing = { photo, seed };
  const plan = planPiece(timePlayers(players, playing), { bars, tempoBpm });
  const phrases = plan.parts.map((part) =>
    playPhrase(part, { ...playing, lengthTicks: part.phraseTicks }),
  );
  return composeScore(plan, phrases, { title: 'Silence', photoWidth: WIDTH, harmonise: true });
}

function boxOf(share, rank) {
  const side = Math.sqrt(share);
  const place = (rank * 0.618) % 1;
  return {
    x: place * (1 - side) * WIDTH,
    y: place * (1 - side) * HEIGHT,
    width: side * WIDTH,
    height: side * HEIGHT,
  };
}
