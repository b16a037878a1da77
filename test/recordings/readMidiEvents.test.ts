import { type MidiEvent as TheirEvent, writeMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../src/math/random.js';
import type { MidiEvent } from '../../src/recordings/midiEvents.js';
import { readMidiFile } from '../../src/recordings/midiFile.js';

describe('readMidiEvents', () => {
  it.each([true, false])('reads what midi-file wrote, running status %s', (running) => {
    for (let seed = 0; seed < 40; seed++) {
      const random = seededRandom(`midi-file ${seed}`);
      const theirs = Array.from({ length: 60 }, () => drawEvent(random));
      const bytes = writeMidi(
        { header: { format: 0, numTracks: 1, ticksPerBeat: 480 }, tracks: [theirs] },
        { running },
      );
      const [track] = readMidiFile(Uint8Array.from(bytes), 'theirs.mid').tracks;
      expect(track?.events).toEqual(inOurWords(theirs));
    }
  });
});

/** Any event that we keep, and some that we do not, after a delta of one to four bytes. */
function drawEvent(random: Random): TheirEvent {
  const below = (limit: number) => Math.floor(random() * limit);
  const deltaTime = below(2 ** (1 + below(27)));
  const channel = below(16);
  const drawn: readonly TheirEvent[] = [
    { deltaTime, type: 'noteOn', channel, noteNumber: below(128), velocity: 1 + below(127) },
    { deltaTime, type: 'noteOff', channel, noteNumber: below(128), velocity: below(128) },
    { deltaTime, type: 'noteOff', channel, noteNumber: below(128), velocity: 0, byte9: true },
    { deltaTime, type: 'controller', channel, controllerType: 64, value: below(128) },
    { deltaTime, type: 'controller', channel, controllerType: below(128), value: below(128) },
    { deltaTime, type: 'programChange', channel, programNumber: below(128) },
    { deltaTime, type: 'noteAftertouch', channel, noteNumber: below(128), amount: below(128) },
    { deltaTime, type: 'channelAftertouch', channel, amount: below(128) },
    { deltaTime, type: 'portPrefix', port: below(128) },
    { deltaTime, type: 'pitchBend', channel, value: below(16_384) - 8192 },
    { deltaTime, type: 'setTempo', microsecondsPerBeat: 1 + below(0xffffff) },
    { deltaTime, type: 'lyrics', text: 'la '.repeat(below(100)) },
    { deltaTime, type: 'sysEx', data: [0x7e, below(128), 0xf7] },
    {
      deltaTime,
      type: 'timeSignature',
      numerator: 1 + below(31),
      denominator: 2 ** below(8),
      metronome: 24,
      thirtyseconds: 8,
    },
  ];
  return drawn[below(drawn.length)] as TheirEvent;
}

function inOurWords(theirs: readonly TheirEvent[]): MidiEvent[] {
  let ticks = 0;
  const events = theirs.flatMap((event): MidiEvent[] => {
    ticks += event.deltaTime;
    const place = { ticks, track: 1 };
    switch (event.type) {
      case 'noteOn': {
        const { channel: midiChannel, noteNumber: pitch, velocity } = event;
        return [{ kind: 'noteOn', ...place, midiChannel, pitch, velocity }];
      }
      case 'noteOff':
        return [{ kind: 'noteOff', ...place, midiChannel: event.channel, pitch: event.noteNumber }];
      case 'controller': {
        const { channel: midiChannel, controllerType: controller, value } = event;
        return [{ kind: 'controller', ...place, midiChannel, controller, value }];
      }
      case 'programChange': {
        const { channel: midiChannel, programNumber: program } = event;
        return [{ kind: 'program', ...place, midiChannel, program }];
      }
      case 'noteAftertouch': {
        const { channel: midiChannel, noteNumber: pitch, amount: value } = event;
        return [{ kind: 'keyPressure', ...place, midiChannel, pitch, value }];
      }
      case 'channelAftertouch':
        return [
          { kind: 'channelPressure', ...place, midiChannel: event.channel, value: event.amount },
        ];
      case 'pitchBend':
        return [
          { kind: 'pitchBend', ...place, midiChannel: event.channel, value: event.value + 8192 },
        ];
      case 'sysEx':
        return [{ kind: 'systemExclusive', ...place, data: Array.from(event.data) }];
      case 'portPrefix':
        return [{ kind: 'port', ...place, port: event.port }];
      case 'setTempo':
        return [{ kind: 'tempo', ...place, microsecondsPerQuarter: event.microsecondsPerBeat }];
      case 'timeSignature': {
        const timeSignature = { beats: event.numerator, beatUnit: event.denominator };
        return [{ kind: 'timeSignature', ...place, timeSignature }];
      }
      default:
        return [];
    }
  });
  return [...events, { kind: 'endOfTrack', ticks, track: 1 }];
}
