/** Rhythms of melodies: bars filled with cells, some of them pushed off the beat or tied over the bar line. */

/** Cells over one beat that is divided in two: parts of a beat; a negative one is a rest. By density 0 (long notes) to 4 (running). */
const SIMPLE = [
  { 1: 6, '-1': 1, '0.5 0.5': 1 },
  { 1: 5, '0.5 0.5': 3, '0.75 0.25': 1.5, '-1': 0.5, '-0.5 0.5': 0.7 },
  {
    '0.5 0.5': 5,
    1: 3,
    '0.75 0.25': 2,
    '0.25 0.25 0.5': 1,
    '0.5 0.25 0.25': 1.5,
    '-0.5 0.5': 0.8,
    '0.3333 0.3333 0.3334': 0.8,
    '0.25 0.25 0.25 0.25': 1,
    '0.25 0.5 0.25': 0.6,
    '0.6667 0.3333': 0.3,
  },
  {
    '0.25 0.25 0.25 0.25': 6,
    '0.5 0.25 0.25': 2,
    '0.25 0.25 0.5': 2,
    '0.75 0.25': 1,
    '0.5 0.5': 1.5,
    '-0.25 0.25 0.25 0.25': 1,
    '0.25 0.5 0.25': 1,
    1: 0.5,
    '0.75 0.125 0.125': 0.5,
  },
  {
    '0.25 0.25 0.25 0.25': 8,
    '0.1667 0.1667 0.1667 0.1667 0.1666 0.1666': 1.5,
    '-0.25 0.25 0.25 0.25': 0.6,
    '0.125 0.125 0.125 0.125 0.125 0.125 0.125 0.125': 0.7,
    '0.2 0.2 0.2 0.2 0.2': 0.15,
    '0.1429 0.1429 0.1429 0.1429 0.1428 0.1428 0.1428': 0.1,
    '0.5 0.25 0.25': 0.5,
  },
];
/** Over one beat that is divided in three. */
const COMPOUND = [
  { 1: 6, '-1': 0.7, '0.6667 0.3333': 1.5 },
  {
    '0.6667 0.3333': 5,
    1: 3,
    '0.3333 0.3333 0.3334': 2,
    '0.3333 0.6667': 0.6,
    '-0.6667 0.3333': 0.6,
  },
  {
    '0.3333 0.3333 0.3334': 5,
    '0.6667 0.3333': 3,
    '0.5 0.1667 0.3333': 1.5,
    1: 1.5,
    '-0.3333 0.3333 0.3334': 0.7,
    '0.3333 0.1667 0.1667 0.3333': 0.7,
    '0.5 0.5': 0.3,
  },
  {
    '0.1667 0.1667 0.1667 0.1667 0.1666 0.1666': 4,
    '0.3333 0.1667 0.1667 0.1667 0.1666': 1.5,
    '0.3333 0.3333 0.3334': 3,
    '0.5 0.1667 0.3333': 1,
    '0.6667 0.1667 0.1666': 1.5,
    '0.25 0.25 0.25 0.25': 0.3,
  },
  {
    '0.1667 0.1667 0.1667 0.1667 0.1666 0.1666': 8,
    '0.3333 0.3333 0.3334': 0.7,
    '0.3333 0.1667 0.1667 0.3333': 0.5,
  },
];

/**
 * The rhythm of one bar.
 *
 * @param density 0 (long notes) to 4 (running notes)
 * @param syncopation 0–1, how often a note on a beat comes early and is held
 * @returns {{ at: number, ticks: number }[]} notes by time, ticks from the bar line; the first may lie before it
 */
export function drawBarRhythm({ metre, density, syncopation = 0, chance }) {
  const notes = [];
  let at = 0;
  while (at < metre.barTicks - 1) {
    // In metres that count eighths a cell fills a whole group: 7/8 is heard as 2 + 2 + 3, not as seven beats.
    const span = spanAt(at, metre, density, chance);
    const cells = span.parts === 3 ? COMPOUND : SIMPLE;
    const level = Math.max(
      0,
      Math.min(4, density + (chance.happens(0.25) ? chance.pick([-1, 1]) : 0)),
    );
    let within = at;
    for (const part of chance
      .weighted(playable(cells[level], span.ticks, metre))
      .split(' ')
      .map(Number)) {
      const ticks = Math.abs(part) * span.ticks;
      if (part > 0) notes.push({ at: within, ticks });
      within += ticks;
    }
    at += span.ticks;
  }
  return syncopated(notes, { metre, syncopation, chance });
}

/** The cells whose notes are not too quick for a hand: 70 ms each at least. */
function playable(cells, ticks, { beatTicks, beatSeconds }) {
  const seconds = (ticks / beatTicks) * beatSeconds;
  const slow = Object.entries(cells).filter(([cell]) =>
    cell.split(' ').every((part) => Math.abs(Number(part)) * seconds > 0.07),
  );
  return slow.length > 0 ? Object.fromEntries(slow) : { 1: 1 };
}

function spanAt(at, metre, density, chance) {
  const countsEighths = metre.beatUnit === 8 && !metre.isCompound;
  const next = metre.strong.find((strong) => strong > at + 1) ?? metre.barTicks;
  if (countsEighths) {
    const ticks = metre.name === '3/8' ? metre.barTicks : next - at;
    return { ticks, parts: Math.round(ticks / metre.beatTicks) === 3 ? 3 : 2 };
  }
  // Long notes: a cell over two beats makes halves and dotted quarters.
  const doubled =
    !metre.isCompound && next - at >= 2 * metre.beatTicks && at % (2 * metre.beatTicks) < 1;
  if (doubled && chance.happens(density === 0 ? 0.8 : density === 1 ? 0.45 : 0.12)) {
    return { ticks: 2 * metre.beatTicks, parts: 2 };
  }
  return { ticks: metre.beatTicks, parts: metre.division };
}

/** Notes on beats that come half a beat early, as popular music has them, and take the place of what was there. */
function syncopated(notes, { metre, syncopation, chance }) {
  if (syncopation === 0) return notes;
  const early = metre.beatTicks / (chance.happens(0.3) ? 4 : 2);
  const shifted = notes.map((note) =>
    note.at % metre.beatTicks < 1 && note.ticks >= early && chance.happens(syncopation)
      ? { at: note.at - early, ticks: note.ticks + early }
      : note,
  );
  shifted.sort((a, b) => a.at - b.at);
  const kept = shifted.filter((note, i) => i === 0 || note.at - shifted[i - 1].at > 1);
  return kept.map((note, i) => ({
    at: note.at,
    ticks: Math.min(note.ticks, (kept[i + 1]?.at ?? note.at + note.ticks) - note.at),
  }));
}
