// Takes as bytes, so that a byte changed, cut or repeated gives another take: most last seconds, and a few many years.

/** Hinted tempo, hinted metre, and when the take begins. */
const HEAD_BYTES = 3;

/** Pitch, velocity, steps since the note before, their unit, duration in steps, its unit. */
const NOTE_BYTES = 6;

const METRES = [
  [3, 4],
  [4, 4],
  [6, 8],
  [7, 8],
  [12, 8],
  [2, 2],
  [5, 4],
  [1, 1],
  [32, 16],
  [3, 16],
];

/** The bytes from here on stand for rare values, one each; 0, 1, 127, 128 and 255, which damage writes often, for usual ones. */
const RARE_FROM = 160;

/** Seconds at which a take begins, or else at 1 s. */
const RARE_STARTS = [0, -0.5, -3, -100, -1e6, 3600, 86_400, 1e7, 9e8, 2e9];

/** Seconds of a step: back in time, all at once, hours, days, and what no clock shows. */
const RARE_STEPS = [
  ...[0, 0, 0, 1e-9, 0.0001, 0.001, 0.001, -0.01, -0.01, -1, 0.05, 0.05, 0.1, 0.1, 0.1, 0.25],
  ...[1, 1, 3, 60, 60, 600, 3600, 3600, 3600, 86_400, 86_400, 1e6, 1e9, 1e300, Infinity, NaN],
];
const USUAL_STEP_SECONDS = 0.006;

/** A unit that makes a duration negative. */
const NEGATIVE_UNIT = 90;

/** A velocity that no note can have. */
const SILENT = 99;

const byteOf = (table, value) => RARE_FROM + table.indexOf(value);

export function decodeTake(bytes) {
  const [tempo = 0, metre = 0, start = 0] = bytes;
  const [beats, beatUnit] = METRES[metre - RARE_FROM] ?? [];
  const hints = {
    // Hints that cannot be are refused as a fault of the caller, which is not looked for here.
    ...(tempo > 100 && { tempoBpm: 20 + ((tempo - 101) * 380) / 154 }),
    ...(beats && { metre: { beats, beatUnit } }),
  };
  const notes = [];
  let seconds = RARE_STARTS[start - RARE_FROM] ?? 1;
  const stepOf = (unit) => RARE_STEPS[unit - RARE_FROM] ?? USUAL_STEP_SECONDS;
  for (let at = HEAD_BYTES; at + NOTE_BYTES <= bytes.length; at += NOTE_BYTES) {
    const [pitch, velocity, steps, unit, duration, durationUnit] = bytes.subarray(at);
    seconds += steps * stepOf(unit);
    notes.push({
      pitch: pitch & 127,
      velocity: velocity === SILENT ? 0 : Math.max(1, velocity & 127),
      startSeconds: seconds,
      durationSeconds:
        durationUnit === NEGATIVE_UNIT ? -1 : duration * Math.abs(stepOf(durationUnit)),
    });
  }
  return { notes, hints };
}

/** Phrases of a few seconds, by themselves and with hours, days and lone notes between them. */
export function goodTakes() {
  const short = phrase(9, 24);
  const after = (steps, seconds, [first, ...notes]) => [
    [first[0], first[1], steps, byteOf(RARE_STEPS, seconds), first[4], first[5]],
    ...notes,
  ];
  const lone = after(40, 1, [[70, 60, 0, 0, 40, 0]]);
  return [
    take(phrase(16, 24)),
    take(phrase(24, 29), { metre: RARE_FROM, tempo: 150 }),
    take(chords(7, 48)),
    take(chords(8, 33), { metre: RARE_FROM + 2 }),
    take(chords(12, 17), { start: byteOf(RARE_STARTS, -3) }),
    take([...short, ...after(1, 3600, short)]),
    take([...short, ...after(1, 600, phrase(8, 19)), ...after(1, 86_400, phrase(10, 15))]),
    take([...short, ...lone, ...lone, ...lone, ...after(2, 60, phrase(9, 13))], { tempo: 180 }),
    take([...short, ...after(13, 1, phrase(8, 22)), ...after(11, 1, phrase(4, 30))]),
    // Notes that are held for hours.
    take(phrase(12, 41).map((note) => [...note.slice(0, 4), 2, byteOf(RARE_STEPS, 3600)])),
    take(Array.from({ length: 40 }, (_, i) => [30 + i, 64, 0, 0, 50, 0])),
    take(Array.from({ length: 20 }, () => [60, 64, 0, 0, 50, 0])),
    take(Array.from({ length: 60 }, (_, i) => [40 + ((i * 7) % 40), 64, 1, 0, 20, 0])),
  ];
}

function take(notes, { tempo = 0, metre = 0, start = 0 } = {}) {
  return Uint8Array.from([tempo, metre, start, ...notes.flat()]);
}

/** Two hands: single notes at even steps of six milliseconds, the first of each four the loudest. */
function phrase(count, steps) {
  return Array.from({ length: count }, (_, i) => [
    36 + 7 * (i % 5),
    100 - 20 * (i % 4),
    i === 0 ? 0 : steps,
    0,
    steps - 5,
    0,
  ]);
}

/** A bass and a chord in turn, as in a waltz. */
function chords(beats, steps) {
  return Array.from({ length: beats }, (_, beat) =>
    (beat % 3 === 0 ? [43] : [59, 62, 67]).map((pitch, i) => [
      pitch,
      beat % 3 === 0 ? 90 : 60,
      i === 0 ? steps : 0,
      0,
      steps - 9,
      0,
    ]),
  ).flat();
}
