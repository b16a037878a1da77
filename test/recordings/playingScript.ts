/** What is played, as short lines of text. */
import type { PlayingEvent } from '../../src/recordings/midiEvents.js';
import { soundingNotes } from '../../src/recordings/soundingNotes.js';

/** Where each script's file ends, in ticks. */
export const END = 9000;

/** Events from lines such as `0 on 60`, `90 off 60 channel 2 track 3`, `95 down`, `99 up`. */
export function events(script: string): PlayingEvent[] {
  return script.split(',').map((line) => {
    const words = line.trim().split(' ');
    const [ticks = '', verb = '', pitch = ''] = words;
    const after = (word: string) => Number(words[words.indexOf(word) + 1] ?? 0);
    const midiChannel = words.includes('channel') ? after('channel') : 0;
    const track = words.includes('track') ? after('track') : 1;
    const place = { ticks: Number(ticks), track, midiChannel };
    switch (verb) {
      case 'on':
        return {
          kind: 'noteOn',
          ...place,
          pitch: Number(pitch),
          velocity: 40 + (Number(ticks) % 80),
        };
      case 'off':
        return { kind: 'noteOff', ...place, pitch: Number(pitch) };
      case 'down':
      case 'up':
        return { kind: 'sustain', ...place, isDown: verb === 'down' };
      case 'releaseAll':
      case 'silence':
        return { kind: verb, ...place };
      default:
        throw new Error(`no such verb: ${verb}`);
    }
  });
}

/** Notes as `pitch@start–end`, by start, then by end. */
export function heard(script: string): string[] {
  return soundingNotes(events(script), END)
    .notes.toSorted((a, b) => a.startTicks - b.startTicks || a.endTicks - b.endTicks)
    .map(({ pitch, startTicks, endTicks }) => `${pitch}@${startTicks}–${endTicks}`);
}
