/** Melodies: a rhythm and a contour that come again, led by the chords. */
import { chordAt } from './harmony.js';
import { weightOf } from './metres.js';
import { drawBarRhythm } from './rhythm.js';

/** The bars of which the phrases of a section are made: letters that come again are heard again. */
const FORMS = ['aabc', 'abac', 'abab', 'aaab', 'abcd', 'abca', 'aabb'];

/** A few bars of rhythm and contour that a section's melodies are made of. */
export function drawMotifs({ metre, density, syncopation, chance, leaps = 0.2 }) {
  const motifs = {};
  for (const letter of 'abcd') {
    const rhythm = drawBarRhythm({ metre, density, syncopation, chance });
    motifs[letter] = {
      rhythm,
      steps: rhythm.map(() => drawStep(chance, leaps)),
    };
  }
  return { motifs, form: chance.pick(FORMS), pickup: drawPickup({ metre, density, chance }) };
}

/**
 * The melody of a phrase.
 *
 * @param bars of the phrase, from tick 0
 * @param chords of the phrase
 * @param around the pitch that the melody stays near
 * @returns {{ tick: number, ticks: number, pitch: number, role: 'melody' }[]}
 */
export function melodyOf({
  bars,
  chords,
  metre,
  material,
  around,
  chance,
  hasPickup,
  endsLong = true,
}) {
  const notes = [];
  let pitch = around + chance.whole(-4, 4);
  const place = (tick, ticks, step) => {
    const chord = chordAt(chords, Math.max(0, tick));
    const pull = (around - pitch) / 12;
    const moved = pitch + step * 1.7 + (chance.happens(Math.abs(pull)) ? Math.sign(pull) * 2 : 0);
    const classes =
      weightOf(tick, metre) >= 0.5 && chance.happens(0.8) ? chord.classes : chord.scale;
    pitch = Math.max(30, Math.min(104, nearest(moved, classes)));
    notes.push({ tick, ticks, pitch, role: 'melody' });
  };
  if (hasPickup) {
    for (const { at, ticks } of material.pickup) place(at, ticks, chance.pick([1, 1, -1, 2]));
  }
  for (let bar = 0; bar < bars; bar++) {
    const start = bar * metre.barTicks;
    const isLast = bar === bars - 1;
    const letter = material.form[bar % material.form.length];
    const { rhythm, steps } = material.motifs[letter];
    if (isLast && endsLong) {
      // A cadence: a long note, sometimes after a suspension or a few notes that lead to it.
      const half = metre.beatTicks * Math.max(1, Math.floor(metre.barTicks / metre.beatTicks / 2));
      if (chance.happens(0.3)) place(start, metre.beatTicks, 1);
      const from = notes.at(-1)?.tick === start ? start + metre.beatTicks : start;
      place(
        from,
        Math.max(metre.beatTicks, (chance.happens(0.5) ? metre.barTicks : half) - (from - start)),
        -1,
      );
      continue;
    }
    const last = notes.at(-1);
    for (const [i, { at, ticks }] of rhythm.entries()) {
      const tick = start + at;
      if (last && tick - last.tick < 20) continue;
      if (i === 0 && last) last.ticks = Math.min(last.ticks, tick - last.tick);
      // A motif that comes again is varied now and then.
      place(tick, ticks, chance.happens(0.12) ? drawStep(chance, 0.3) : steps[i]);
    }
  }
  return notes.filter(({ ticks }) => ticks > 5);
}

function drawPickup({ metre, density, chance }) {
  const unit = density >= 3 ? metre.beatTicks / 4 : metre.beatTicks / metre.division;
  const count = chance.pick([1, 1, 1, 2, 2, 3, 4]);
  const isBeat = chance.happens(0.45);
  const ticks = isBeat && count === 1 ? metre.beatTicks : unit;
  return Array.from({ length: count }, (_, i) => ({ at: -(count - i) * ticks, ticks }));
}

function drawStep(chance, leaps) {
  if (chance.happens(0.1)) return 0;
  const size = chance.happens(leaps) ? chance.whole(2, 5) : 1;
  return chance.pick([-1, 1]) * size;
}

function nearest(pitch, classes) {
  const rounded = Math.round(pitch);
  for (let away = 0; away < 7; away++) {
    if (classes.includes((((rounded + away) % 12) + 12) % 12)) return rounded + away;
    if (classes.includes((((rounded - away) % 12) + 12) % 12)) return rounded - away;
  }
  return rounded;
}
