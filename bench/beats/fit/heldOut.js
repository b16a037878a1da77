import { readFileSync } from 'node:fs';

/**
 * Takes as held_out.py writes them.
 * @returns rows of `{ group, notes: SoundedNote[], beats, downbeats }`, seconds; notes by onset
 */
export function readHeldOut(path) {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { notes, ...take } = JSON.parse(line);
    const sounded = notes.map(([pitch, startSeconds, durationSeconds, velocity]) => ({
      pitch,
      startSeconds,
      durationSeconds,
      velocity,
    }));
    return {
      ...take,
      notes: sounded.sort((a, b) => a.startSeconds - b.startSeconds || a.pitch - b.pitch),
    };
  });
}
