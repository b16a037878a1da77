/** Keys and chords: what harmony a phrase goes through, and where its chords change. */
const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];
const MODES = { dorian: [0, 2, 3, 5, 7, 9, 10], mixolydian: [0, 2, 4, 5, 7, 9, 10] };

export function drawKey(chance, language) {
  const kind = chance.weighted(
    language === 'modal'
      ? { dorian: 1, mixolydian: 1, major: 0.5, minor: 0.5 }
      : { major: 0.6, minor: 0.4 },
  );
  const scale = kind === 'major' ? MAJOR : kind === 'minor' ? MINOR : MODES[kind];
  return { tonic: chance.whole(0, 11), scale, kind };
}

/** Another key near this one: dominant, subdominant, relative, parallel. */
export function nearbyKey(key, chance) {
  const way = chance.pick(['fifth', 'fourth', 'relative', 'parallel']);
  if (way === 'fifth') return { ...key, tonic: (key.tonic + 7) % 12 };
  if (way === 'fourth') return { ...key, tonic: (key.tonic + 5) % 12 };
  const isMinor = key.scale[2] === 3;
  const other = isMinor ? { scale: MAJOR, kind: 'major' } : { scale: MINOR, kind: 'minor' };
  const shift = way === 'parallel' ? 0 : isMinor ? 3 : 9;
  return { ...other, tonic: (key.tonic + shift) % 12 };
}

/**
 * The chords of a phrase.
 *
 * @param bars how many
 * @param language 'functional', 'loop', 'jazz', 'modal' or 'chromatic'
 * @param metre chords change at bar lines, at the groups of a bar, or at beats (rhythm 'beat')
 * @returns {{ tick: number, root: number, bass: number, classes: number[], scale: number[] }[]} by time, ticks from the phrase's start
 */
export function drawHarmony({ bars, key, language, metre, rhythm, chance }) {
  const slots = slotsOf({ bars, metre, rhythm, chance });
  const degrees = DEGREES[language]({ count: slots.length, key, chance });
  return slots.map((tick, i) => ({ tick, ...chordOf(degrees[i], key, language, chance) }));
}

/** The chord that sounds at a tick. */
export function chordAt(chords, tick) {
  let found = chords[0];
  for (const chord of chords) {
    if (chord.tick > tick + 1) break;
    found = chord;
  }
  return found;
}

function slotsOf({ bars, metre, rhythm, chance }) {
  const slots = [];
  for (let bar = 0; bar < bars; bar++) {
    const start = bar * metre.barTicks;
    const isCadence = bar === bars - 2;
    if (rhythm === 'twoBars' && bar % 2 === 1 && !isCadence) continue;
    slots.push(start);
    const within =
      rhythm === 'beat'
        ? beatsOf(metre)
        : rhythm === 'group' || (isCadence && chance.happens(0.5))
          ? metre.strong.slice(1).length > 0
            ? metre.strong.slice(1)
            : chance.happens(0.4)
              ? [metre.beatTicks * Math.max(1, Math.round(metre.barTicks / metre.beatTicks) - 1)]
              : []
          : [];
    for (const at of within) if (at < metre.barTicks) slots.push(start + at);
  }
  return slots;
}

function beatsOf(metre) {
  const beats = [];
  for (let at = metre.beatTicks; at < metre.barTicks; at += metre.beatTicks) beats.push(at);
  return beats;
}

/** What may follow a degree in tonal music, first degree 0. */
const FOLLOWS = {
  0: { 3: 3, 4: 3, 5: 2, 1: 2, 2: 0.5, 0: 1.5 },
  1: { 4: 5, 6: 1, 0: 0.5 },
  2: { 5: 2, 3: 2 },
  3: { 4: 4, 0: 2, 1: 1.5 },
  4: { 0: 5, 5: 1.2, 3: 0.4, 4: 0.8 },
  5: { 3: 2, 1: 2, 4: 1 },
  6: { 0: 4, 4: 0.5 },
};
const LOOPS = [
  [0, 4, 5, 3],
  [5, 3, 0, 4],
  [0, 5, 3, 4],
  [0, 3, 4, 3],
  [0, 3, 5, 4],
  [1, 4, 0, 0],
  [0, 6, 3, 0],
  [5, 4, 3, 4],
  [0, 0, 3, 3, 0, 0, 4, 3, 0, 4],
  [0, 4, 5, 2, 3, 0, 3, 4],
];
const DEGREES = {
  functional: ({ count, chance }) => {
    const degrees = [0];
    while (degrees.length < count) degrees.push(Number(chance.weighted(FOLLOWS[degrees.at(-1)])));
    if (count > 3) {
      degrees[count - 1] = chance.happens(0.7) ? 0 : 4;
      degrees[count - 2] = degrees[count - 1] === 0 ? 4 : chance.pick([0, 1, 3]);
    }
    return degrees;
  },
  loop: ({ count, chance }) => {
    const loop = chance.pick(LOOPS);
    return Array.from({ length: count }, (_, i) => loop[i % loop.length]);
  },
  jazz: ({ count, chance }) => {
    const degrees = [];
    while (degrees.length < count) {
      degrees.push(
        ...chance.pick([
          [1, 4, 0, 5],
          [2, 5, 1, 4],
          [0, 3, 0, 4],
          [1, 4, 0, 0],
          [3, 6, 2, 5],
        ]),
      );
    }
    return degrees.slice(0, count);
  },
  modal: ({ count, chance }) => {
    const pair = [0, chance.pick([1, 3, 6])];
    return Array.from({ length: count }, (_, i) =>
      chance.happens(0.15) ? chance.whole(0, 6) : pair[i % 2],
    );
  },
  chromatic: ({ count, chance }) =>
    Array.from({ length: count }, () =>
      chance.happens(0.5) ? chance.whole(0, 6) : `x${chance.whole(0, 11)}`,
    ),
};

function chordOf(degree, key, language, chance) {
  const scale = key.scale.map((step) => (step + key.tonic) % 12);
  if (typeof degree === 'string') {
    const root = (Number(degree.slice(1)) + key.tonic) % 12;
    const shape = chance.pick([
      [0, 4, 7],
      [0, 3, 7],
      [0, 4, 7, 10],
      [0, 3, 6, 9],
      [0, 3, 6, 10],
      [0, 4, 8],
    ]);
    const classes = shape.map((step) => (root + step) % 12);
    return { root, bass: bassOf(classes, chance), classes, scale };
  }
  const seventh = language === 'jazz' || chance.happens(degree === 4 ? 0.5 : 0.12);
  const steps = seventh ? [0, 2, 4, 6] : [0, 2, 4];
  const classes = steps.map((step) => scale[(degree + step) % 7]);
  // The dominant of a minor key has a leading note; any degree may borrow one as a secondary dominant.
  const dominant =
    (degree === 4 && key.kind === 'minor') ||
    (language === 'functional' && degree > 0 && degree < 6 && chance.happens(0.1));
  if (dominant) classes[1] = (classes[0] + 4) % 12;
  if (language === 'jazz' && chance.happens(0.5)) classes.push(scale[(degree + 8) % 7]);
  return { root: classes[0], bass: bassOf(classes, chance), classes, scale };
}

function bassOf(classes, chance) {
  return chance.happens(0.75) ? classes[0] : chance.happens(0.7) ? classes[1] : classes[2];
}

/** Notes of a chord from `low` upwards, `count` of them, near one another; the bass first if `withBass`. */
export function voiced(chord, { low, count, withBass = false, open = false }) {
  const notes = [];
  let pitch = low;
  if (withBass) {
    pitch = atOrAbove(low, chord.bass);
    notes.push(pitch);
    pitch += open ? 6 : 1;
  }
  while (notes.length < count && pitch < 108) {
    if (chord.classes.includes(pitch % 12)) {
      notes.push(pitch);
      if (open && notes.length % 2 === 0) pitch += 3;
    }
    pitch++;
  }
  return notes;
}

/** The lowest pitch of this class that is not below `low`. */
export function atOrAbove(low, pitchClass) {
  return low + ((((pitchClass - low) % 12) + 12) % 12);
}
