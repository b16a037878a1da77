import {
  assignVoices,
  audition,
  composeScore,
  planPiece,
  playTogether,
  seededRandom,
} from 'sound-mirror';

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

/**
 * What `mirrorPhoto` composes once it has seen something.
 *
 * @param piece.cast the objects that play, with their decoders, the largest first
 * @param piece.shares how much of the picture each takes
 * @param piece.counts how many instances of each there are, side by side; one where nothing is said
 */
export function composePiece({ cast, shares, counts = [], seed, bars, tempoBpm }) {
  const objects = cast.map(({ object, decoder }, i) => ({
    matched: match(object, boxesOf(shares[i], { rank: i, count: counts[i] ?? 1 })),
    decoder,
  }));
  const playing = { photo, seed };
  const voices = assignVoices(objects, photo);
  const options = { bars, tempoBpm, seed, harmonise: true, photo };
  const plan = planPiece(audition(voices, playing), options);
  return composeScore(playTogether(plan, playing), { title: 'Silence', photoWidth: WIDTH });
}

function match(object, boxes) {
  const [label] = object.labels;
  return {
    object,
    labels: [label],
    detections: boxes.map((box) => ({ label, confidence: 0.5, box })),
    boxes,
    areaShare: boxes.reduce((sum, box) => sum + box.width * box.height, 0) / (WIDTH * HEIGHT),
  };
}

/** Equal boxes in a row that touch one another, together so large. */
function boxesOf(share, { rank, count }) {
  const side = Math.sqrt(share);
  const place = (rank * 0.618) % 1;
  const width = (side * WIDTH) / count;
  return Array.from({ length: count }, (_, i) => ({
    x: place * (1 - side) * WIDTH + i * width,
    y: place * (1 - side) * HEIGHT,
    width,
    height: side * HEIGHT,
  }));
}
