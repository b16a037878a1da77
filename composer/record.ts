import { seededRandom } from '../src/math/random.js';
import { recordingBytes } from './midi.js';
import { play } from './pianist.js';
import { type Cycle, composeTake, type TakeId } from './take.js';

/** One take of a cycle, composed, played and written as MIDI; equal arguments give equal bytes. */
export function recordTake(cycle: Cycle, id: TakeId): Uint8Array {
  const take = composeTake(cycle, id);
  const hands = seededRandom(`${cycle.name} ${id.seed} ${id.number} played`);
  return recordingBytes(take, play(take, hands));
}

/** The object.json of a cycle, as the collection reads it. */
export function objectJson({ name, labels, instrument, text }: Cycle): string {
  return `${JSON.stringify({ name, labels, instrument, text }, null, 2)}\n`;
}
