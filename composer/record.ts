import { seededRandom } from '../src/random.js';
import { recordingBytes } from './midi.js';
import { play } from './pianist.js';
import { type Cycle, composeTake, type TakeId } from './take.js';

/** One take of a cycle, composed, played and written as MIDI; equal arguments give equal bytes. */
export function recordTake(cycle: Cycle, id: TakeId): Uint8Array {
  const take = composeTake(cycle, id);
  const hands = seededRandom(`${cycle.name} ${id.seed} ${id.number} played`);
  return recordingBytes(take, play(take, hands));
}

/** The object.json of a cycle, as the collection reads it; without labels where it is seen only as a taught thing. */
export function objectJson({ name, labels, instrument, text }: Cycle): string {
  const answered = labels.length > 0 ? { labels } : {};
  return `${JSON.stringify({ name, ...answered, instrument, text }, null, 2)}\n`;
}
