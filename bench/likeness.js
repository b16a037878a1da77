import {
  decodePhrase,
  drawNormals,
  readDecoder,
  readRecordings,
  seededRandom,
  ticksPerBar,
} from 'sound-mirror';
import { performanceToEvents } from '../dist/autoencoder/events.js';

/** Phrases drawn from each decoder, and their length. */
const DRAWS = 8;
const BARS = 16;

/**
 * How like its recordings a decoder plays, in shares 0–1, means over the objects:
 *
 * - steps: of its steps (chord, distance, next chord) those that stand in a recording;
 * - copied: of its runs of eight events those that stand in a recording;
 * - onsets: how much the histogram of its distances between onsets overlaps with that of the recordings.
 *
 * `left out` says the same of each recording, measured against the others of its object.
 */
export async function measureLikeness(objects, kinds) {
  const rows = new Map([...kinds, 'left out'].map((row) => [row, []]));
  for (const object of objects) {
    const { recordings } = await readRecordings(object);
    const played = recordings.map(({ performance }) => performanceToEvents(performance));
    for (const [i, events] of played.entries()) {
      const others = played.filter((_, j) => j !== i);
      rows.get('left out').push(compare([events], others));
    }
    for (const kind of kinds) {
      const decoder = await readDecoder(object, kind);
      const phrases = Array.from({ length: DRAWS }, (_, draw) => drawEvents(decoder, draw));
      rows.get(kind).push(compare(phrases, played));
    }
  }
  return [...rows].map(([row, figures]) => ({ row, ...meanOf(figures) }));
}

function drawEvents(decoder, draw) {
  const random = seededRandom(`likeness ${draw}`);
  const lengthTicks = BARS * ticksPerBar(decoder.timeSignature);
  const latent = drawNormals(decoder.sizes.latent, random);
  const { notes } = decodePhrase(decoder, [latent], { lengthTicks, random });
  return performanceToEvents({ ...decoder, notes, lengthTicks });
}

function compare(phrases, recordings) {
  const known = (length) => new Set(recordings.flatMap((events) => runs(events, length)));
  const share = (length) => {
    const heard = known(length);
    const drawn = phrases.flatMap((events) => runs(events, length));
    return drawn.filter((run) => heard.has(run)).length / drawn.length;
  };
  return {
    steps: share(2),
    copied: share(8),
    onsets: overlap(distances(phrases), distances(recordings)),
  };
}

/** Every run of so many events, as text: chords and the distances between them. */
function runs(events, length) {
  return Array.from({ length: Math.max(0, events.length - length + 1) }, (_, first) =>
    events
      .slice(first, first + length)
      .map(({ pitches, step }) => `${pitches} ${step - events[first].step}`)
      .join(' | '),
  );
}

function distances(recordings) {
  return recordings.flatMap((events) =>
    events.slice(1).map(({ step }, i) => step - events[i].step),
  );
}

function overlap(a, b) {
  const shares = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1 / values.length);
    return counts;
  };
  const [left, right] = [shares(a), shares(b)];
  return [...left].reduce((sum, [value, share]) => sum + Math.min(share, right.get(value) ?? 0), 0);
}

function meanOf(figures) {
  const mean = (name) => figures.reduce((sum, figure) => sum + figure[name], 0) / figures.length;
  return { steps: mean('steps'), copied: mean('copied'), onsets: mean('onsets') };
}
