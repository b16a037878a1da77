import { seededRandom } from '../../src/math/random.js';
import type { Note } from '../../src/music/note.js';
import type { Performance } from '../../src/music/phrase.js';
import { steadyTempo } from '../../src/music/tempo.js';

/** A small performance in a recognisable style: a walk over a few chords, in eighths and quarters. */
export function makePerformance(seed: string, { events = 60 } = {}): Performance {
  const random = seededRandom(seed);
  const chords = [[48, 55, 64], [53, 60, 69], [55, 62, 71], [57, 64, 72], [67]];
  const notes: Note[] = [];
  let startTicks = 0;
  for (let i = 0; i < events; i++) {
    const chord = chords[Math.floor(random() * chords.length)] as number[];
    const velocity = 41 + Math.floor(random() * 50);
    const played = startTicks + Math.floor(random() * 9);
    for (const pitch of chord) {
      notes.push({ pitch, startTicks: played, durationTicks: 211, velocity });
    }
    startTicks += random() < 0.5 ? 240 : 480;
  }
  return {
    name: `${seed}.mid`,
    notes,
    lengthTicks: startTicks,
    tempoBpm: 91,
    tempoChanges: steadyTempo(91),
    isFree: false,
    timeSignature: { beats: 4, beatUnit: 4 },
  };
}
