import { PART_RULE } from '../checks/argumentRules.js';
import { checkArguments } from '../checks/checkOptions.js';
import { keyPresses } from '../music/keyPresses.js';
import type { Part } from '../music/score.js';
import {
  channelPan,
  channelVolume,
  expression,
  noteOff,
  noteOn,
  programChange,
  reverbSend,
  type TimedMessage,
} from './midiBytes.js';
import { levelValue, panValue, roomValue } from './mixer.js';

/**
 * What a part's channel is told before its first note: program, volume (CC7), pan (CC10), expression (CC11) and reverb send
 * (CC91), each as the bytes of a channel message.
 */
export function setupMessages(part: Omit<Part, 'notes' | 'name'>): number[][] {
  checkArguments({ part }, { part: PART_RULE });
  const { midiChannel, program, gainDb, pan, trimDb = 0 } = part;
  return [
    programChange(midiChannel, program),
    channelVolume(midiChannel, levelValue(gainDb)),
    channelPan(midiChannel, panValue(pan)),
    expression(midiChannel, levelValue(trimDb)),
    reverbSend(midiChannel, roomValue(gainDb)),
  ];
}

/**
 * A part's notes as key presses and releases in order of time, at one tick the releases first, so that a repeated key is let go
 * before it is struck. Where notes of one pitch overlap, the earlier ends when the later is struck.
 */
export function noteMessages(part: Pick<Part, 'midiChannel' | 'notes'>) {
  checkArguments({ part }, { part: PART_RULE });
  const { midiChannel, notes } = part;
  checkArguments({ notes }, { notes: 'array' });
  const presses = keyPresses(notes);
  const offs = presses.map(
    ({ pitch, startTicks, durationTicks }): TimedMessage => ({
      ticks: startTicks + durationTicks,
      bytes: noteOff(midiChannel, pitch),
    }),
  );
  const ons = presses.map(
    (note): TimedMessage => ({ ticks: note.startTicks, bytes: noteOn(midiChannel, note) }),
  );
  // The sort is stable: at one tick the offs stay before the ons.
  return [...offs, ...ons].sort((a, b) => a.ticks - b.ticks);
}
