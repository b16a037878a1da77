import { ticksToSeconds } from 'sound-mirror';

/**
 * A score in figures, for comparing crowds.
 *
 * @returns number of tracks, onsets a second, tracks that sound at once on average, semitones between the 5th and the 95th percentile of
 *   all pitches, and the share of notes that begin within a sixteenth's half (60 ticks) of one of their pitch in another track
 */
export function describeScore({ parts, lengthTicks, tempoBpm }) {
  const all = parts.flatMap(({ notes }, part) => notes.map((note) => ({ ...note, part })));
  const pitches = all.map(({ pitch }) => pitch).sort((a, b) => a - b);
  const percentile = (share) => pitches[Math.round(share * (pitches.length - 1))];
  const doubled = all.filter((note) =>
    all.some(
      (other) =>
        other.part !== note.part &&
        other.pitch === note.pitch &&
        Math.abs(other.startTicks - note.startTicks) <= 60,
    ),
  );
  return {
    tracks: parts.length,
    onsetsASecond: all.length / ticksToSeconds(lengthTicks, tempoBpm),
    partsAtOnce: parts.reduce((sum, { notes }) => sum + soundingTicks(notes), 0) / lengthTicks,
    semitones: percentile(0.95) - percentile(0.05),
    unison: doubled.length / all.length,
  };
}

function soundingTicks(notes) {
  let total = 0;
  let untilTicks = 0;
  for (const { startTicks, durationTicks } of notes) {
    const endTicks = startTicks + durationTicks;
    total += Math.max(0, endTicks - Math.max(startTicks, untilTicks));
    untilTicks = Math.max(untilTicks, endTicks);
  }
  return total;
}
