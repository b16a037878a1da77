import { line, type Passage, pedalled } from '../../composer/passage.js';
import { rhythm } from '../../composer/rhythm.js';
import type { Take } from '../../composer/take.js';
import { AT_EASE } from '../../composer/touch.js';

/** A short take at 90: two passages of chords over a bass, in 4/4. */
export function smallTake(changes: Partial<Take> = {}): Take {
  return {
    title: 'kettle, take 7',
    tempoBpm: 90,
    timeSignature: { beats: 4, beatUnit: 4 },
    passages: [chords([60, 64, 67]), chords([59, 65, 67])],
    touch: AT_EASE,
    ...changes,
  };
}

/** Eight beats of one chord in both hands, pedalled by the bar. */
function chords(pitches: readonly number[]): Passage {
  const right = line(rhythm('q q h e*4 h'), [pitches], { velocity: 60 });
  const left = line(rhythm('w w'), [43], { velocity: 45, hand: 'left' });
  return pedalled(
    {
      ...right,
      strokes: [...right.strokes, ...left.strokes].sort((a, b) => a.atBeats - b.atBeats),
    },
    4,
  );
}
