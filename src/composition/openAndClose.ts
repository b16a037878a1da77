import { byStart, type Note, pitchClassOf } from '../music/note.js';
import { type TimeSignature, ticksPerBar, ticksPerBeat } from '../music/time.js';
import type { PiecePlan } from './planPiece.js';

const FEWEST_BARS_TO_CLOSE = 4;

/**
 * Lets the piece sound from its beginning: if no part begins within the first beat, the part that begins first does so
 * at once, and ends when it would have ended.
 *
 * @param parts each part's notes in order of playing, the largest voice first
 */
export function openAtOnce(
  parts: readonly (readonly Note[])[],
  timeSignature: TimeSignature,
): (readonly Note[])[] {
  const starts = parts.map((notes) => notes[0]?.startTicks ?? Infinity);
  const firstTicks = Math.min(...starts);
  if (firstTicks < ticksPerBeat(timeSignature)) return [...parts];
  const opener = starts.indexOf(firstTicks);
  return parts.map((notes, i) =>
    i === opener ? notes.map((note) => startEarlier(note, firstTicks)).sort(byStart) : notes,
  );
}

function startEarlier(note: Note, firstTicks: number): Note {
  if (note.startTicks !== firstTicks) return note;
  return { ...note, startTicks: 0, durationTicks: note.startTicks + note.durationTicks };
}

/**
 * Brings the piece to rest in its last bar.
 *
 * - A part that plays there stops with its first onset that holds the tonic, or else another tone of its triad, and keeps no
 *   other notes of that onset.
 * - A part without such an onset is silent there, but for the largest, and one that plays nowhere else, which stop with their
 *   first onset.
 * - A part that would be left with less than half of its notes plays on, if it has such an onset, and stops with the first by
 *   which it has half of them, or else with the last one of all.
 * - Below the lowest tonic nothing is struck: a part that plays on does so by octaves above it, another keeps no note there, and
 *   what rings on from before is let go with its onset.
 *
 * Pieces under four bars have no close of their own: their last bar is too much of them.
 *
 * @param parts each part's notes in order of playing, the largest voice first
 * @param options.rest the triad to end on, its root first; without it any onset is as good
 */
export function closeTogether(
  parts: readonly (readonly Note[])[],
  options: Pick<PiecePlan, 'bars' | 'timeSignature'> & { readonly rest: Rest | undefined },
): (readonly Note[])[] {
  const { bars, timeSignature, rest } = options;
  if (bars < FEWEST_BARS_TO_CLOSE) return [...parts];
  const lastBarTicks = (bars - 1) * ticksPerBar(timeSignature);
  const closed = parts.map((notes, rank) =>
    stopInLastBar(notes, { lastBarTicks, rest, isLargest: rank === 0 }),
  );
  const struck = closed.flatMap(({ notes }) => notes);
  const bass = rest && lowestTonic(struck, { lastBarTicks, tonic: rest[0] });
  return closed.map((part) => (bass ? keepAboveBass(part, { bass, lastBarTicks }) : part.notes));
}

/** Pitch classes of a triad, its root first. */
export type Rest = readonly [number, number, number];

/** A part that comes to rest, and whether it plays on in the last bar before it does. */
interface ClosedPart {
  readonly notes: readonly Note[];
  readonly playsOn: boolean;
}

function stopInLastBar(
  notes: readonly Note[],
  options: {
    readonly lastBarTicks: number;
    readonly rest: Rest | undefined;
    readonly isLargest: boolean;
  },
): ClosedPart {
  const { lastBarTicks, rest, isLargest } = options;
  const before = notes.filter(({ startTicks }) => startTicks < lastBarTicks);
  const last = notes.filter(({ startTicks }) => startTicks >= lastBarTicks);
  const [first] = last;
  if (first === undefined) return { notes, playsOn: false };
  const isTonic = ({ pitch }: Note) => !rest || pitchClassOf(pitch) === rest[0];
  const isTone = ({ pitch }: Note) => !rest || rest.includes(pitchClassOf(pitch));
  const onwards = playedOn(before, last);
  const late = last.slice(onwards.length);
  const playsOn = onwards.length > 0;
  const stop = late.find(isTonic) ?? late.find(isTone) ?? onwards.findLast(isTone);
  if (stop === undefined) {
    const staysAnyway = isLargest || before.length === 0;
    const stopped = staysAnyway ? last.filter((note) => note.startTicks === first.startTicks) : [];
    return { notes: [...before, ...stopped], playsOn };
  }
  const running = playsOn ? last.filter((note) => note.startTicks < stop.startTicks) : [];
  const stopped = last.filter((note) => note.startTicks === stop.startTicks && isTone(note));
  return { notes: [...before, ...running, ...stopped], playsOn };
}

/** What a part plays on in the last bar before it may stop: all before the onset that completes half of its notes. */
function playedOn(before: readonly Note[], last: readonly Note[]): readonly Note[] {
  const missing = Math.ceil((before.length + last.length) / 2) - before.length;
  const from = last[missing - 1]?.startTicks ?? 0;
  return last.filter(({ startTicks }) => startTicks < from);
}

/** The lowest tonic of the last bar, of several the first. */
function lowestTonic(
  notes: readonly Note[],
  { lastBarTicks, tonic }: { lastBarTicks: number; tonic: number },
): Note | undefined {
  const [lowest] = notes
    .filter((note) => note.startTicks >= lastBarTicks && pitchClassOf(note.pitch) === tonic)
    .sort((a, b) => a.pitch - b.pitch || a.startTicks - b.startTicks);
  return lowest;
}

/** A part without what it strikes below the bass; as it is where nothing would be left of it. */
function keepAboveBass(
  { notes, playsOn }: ClosedPart,
  options: { bass: Note; lastBarTicks: number },
): readonly Note[] {
  const { bass, lastBarTicks } = options;
  const lifted = playsOn ? liftAbove(notes, options) : notes;
  const above = lifted.filter(
    ({ startTicks, pitch }) => startTicks < lastBarTicks || pitch >= bass.pitch,
  );
  return above.length > 0 ? above.map((note) => letGoBelow(note, bass)) : notes;
}

/**
 * Notes of the last bar that lie below the bass by as many octaves higher as lift each to it or above; of two that meet there,
 * one, and none beyond MIDI's keys.
 */
function liftAbove(
  notes: readonly Note[],
  { bass, lastBarTicks }: { bass: Note; lastBarTicks: number },
): readonly Note[] {
  const struck = new Set<string>();
  return notes.flatMap((note) => {
    const below = note.startTicks < lastBarTicks ? 0 : Math.max(0, bass.pitch - note.pitch);
    const pitch = note.pitch + 12 * Math.ceil(below / 12);
    const key = `${pitch} ${note.startTicks}`;
    if (pitch > 127 || (note.startTicks >= lastBarTicks && struck.has(key))) return [];
    struck.add(key);
    return [{ ...note, pitch }];
  });
}

/** Ends a note where a higher one is struck that is to be the bass; lower ones that are left begin before it. */
function letGoBelow(note: Note, bass: Note): Note {
  if (note.pitch >= bass.pitch) return note;
  const longest = bass.startTicks - note.startTicks;
  return { ...note, durationTicks: Math.min(note.durationTicks, longest) };
}

/**
 * Holds the last onsets to the end of the piece, so that it is not cut in mid-figure: of every part that strikes in
 * the last bar, and of the part that strikes last.
 *
 * @param parts each part's notes in order of playing, the largest voice first
 */
export function extendToEnd(
  parts: readonly (readonly Note[])[],
  { bars, timeSignature }: Pick<PiecePlan, 'bars' | 'timeSignature'>,
): (readonly Note[])[] {
  const barTicks = ticksPerBar(timeSignature);
  const endTicks = bars * barTicks;
  const lastTicks = parts.map((notes) => notes.at(-1)?.startTicks ?? -1);
  const lastPart = lastTicks.indexOf(Math.max(...lastTicks));
  return parts.map((notes, part) => {
    const ownTicks = lastTicks[part] as number;
    if (ownTicks < endTicks - barTicks && part !== lastPart) return notes;
    return notes.map((note) =>
      note.startTicks === ownTicks ? { ...note, durationTicks: endTicks - ownTicks } : note,
    );
  });
}
