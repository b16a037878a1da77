/** Ornaments on the clock: they last what fingers need, whatever the tempo. */

/** @returns the note with its grace notes, its trill, or itself alone; seconds */
export function ornamented(note, kind, chance) {
  const length = note.end - note.start;
  const soft = { ...note, velocity: Math.max(8, note.velocity - chance.whole(2, 18)) };
  const stroke = (start, seconds, pitch, from = soft) => ({
    ...from,
    pitch,
    start,
    end: start + seconds,
  });
  const upper = note.pitch + chance.pick([1, 2]);
  const lower = note.pitch - chance.pick([1, 1, 2]);
  switch (kind) {
    case 'grace': {
      const seconds = chance.between(0.04, 0.12);
      return beside(note, [chance.pick([upper, lower])], seconds, stroke, chance);
    }
    case 'twoGrace':
      return beside(note, [lower - 1, lower], chance.between(0.05, 0.09), stroke, chance);
    case 'octaveGrace':
      return beside(note, [note.pitch - 12], chance.between(0.05, 0.13), stroke, chance);
    case 'mordent': {
      const seconds = chance.between(0.05, 0.08);
      if (length < 3 * seconds) return [note];
      const main = { ...note, start: note.start + 2 * seconds };
      return [
        stroke(note.start, seconds, note.pitch, note),
        stroke(note.start + seconds, seconds, chance.pick([upper, lower])),
        main,
      ];
    }
    case 'turn': {
      const seconds = chance.between(0.06, 0.11);
      if (length < 6 * seconds) return [note];
      const from = note.end - 4 * seconds;
      const turn = [upper, note.pitch, lower, note.pitch].map((pitch, i) =>
        stroke(from + i * seconds, seconds, pitch),
      );
      return [{ ...note, end: from }, ...turn];
    }
    case 'trill': {
      const strokes = [];
      const startsAbove = chance.happens(0.5);
      let at = note.start;
      for (let i = 0; at < note.end - 0.08 && i < 60; i++) {
        const seconds = chance.between(0.065, 0.095) * (i === 0 ? 1.4 : 1);
        const isUpper = (i % 2 === 0) === startsAbove;
        strokes.push(stroke(at, seconds, isUpper ? upper : note.pitch, i === 0 ? note : soft));
        at += seconds;
      }
      return strokes.length > 3 ? strokes : [note];
    }
    case 'run': {
      const count = chance.whole(5, 11);
      const seconds = Math.min(0.09, (length * 0.7) / count);
      if (seconds < 0.035) return [note];
      const up = chance.pick([-1, 1]);
      const from = note.end - count * seconds;
      const run = Array.from({ length: count }, (_, i) =>
        stroke(from + i * seconds, seconds, note.pitch + up * Math.round((i + 1) * 1.7)),
      );
      return [{ ...note, end: from }, ...run.filter(({ pitch }) => pitch > 21 && pitch < 108)];
    }
    default:
      return [note];
  }
}

/** Grace notes before the note, or on its beat with the note after them. */
function beside(note, pitches, seconds, stroke, chance) {
  const total = pitches.length * seconds;
  const onBeat = chance.happens(0.3) && note.end - note.start > 2 * total;
  const from = onBeat ? note.start : note.start - total;
  if (from < 0) return [note];
  const graces = pitches.map((pitch, i) => stroke(from + i * seconds, seconds, pitch));
  return [...graces, onBeat ? { ...note, start: note.start + total } : note];
}
