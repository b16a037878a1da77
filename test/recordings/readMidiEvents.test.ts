import { type MidiEvent as TheirEvent, writeMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../src/random.js';
import type { MidiEvent } from '../../src/recordings/midiEvents.js';
import { readMidiFile } from '../../src/recordings/midiFile.js';
import { controller, midiFile } from './midiBuilder.js';

const CONTROLLERS: readonly [controller: number, value: number, expected: object | undefined][] = [
  [64, 63, { kind: 'sustain', isDown: false }],
  [64, 64, { kind: 'sustain', isDown: true }],
  [120, 0, { kind: 'silence' }],
  [121, 0, { kind: 'sustain', isDown: false }],
  [123, 0, { kind: 'releaseAll' }],
  [126, 1, { kind: 'releaseAll' }],
  [66, 127, undefined],
  [67, 127, undefined],
  [122, 0, undefined],
];

describe('readMidiEvents', () => {
  it.each(CONTROLLERS)('takes controller %i of %i for %o', (number, value, expected) => {
    const tracks = [controller(5, number, { value, channel: 3 })];
    const [event] = readMidiFile(midiFile({ tracks }), 'one.mid').tracks[0]?.events ?? [];
    const place = { ticks: 5, track: 1 };
    const end = { kind: 'endOfTrack', ...place };
    expect(event).toEqual(expected ? { ...expected, ...place, midiChannel: 3 } : end);
  });

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

/** Any event that says something to us, and some that do not, after a delta of one to four bytes. */
function drawEvent(random: Random): TheirEvent {
  const below = (limit: number) => Math.floor(random() * limit);
  const deltaTime = below(2 ** (1 + below(27)));
  const channel = below(16);
  const drawn: readonly TheirEvent[] = [
    { deltaTime, type: 'noteOn', channel, noteNumber: below(128), velocity: 1 + below(127) },
    { deltaTime, type: 'noteOff', channel, noteNumber: below(128), velocity: below(128) },
    { deltaTime, type: 'noteOff', channel, noteNumber: below(128), velocity: 0, byte9: true },
    { deltaTime, type: 'controller', channel, controllerType: 64, value: below(128) },
    { deltaTime, type: 'controller', channel, controllerType: below(64), value: below(128) },
    { deltaTime, type: 'programChange', channel, programNumber: below(128) },
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
        if (event.controllerType !== 64) return [];
        const isDown = event.value >= 64;
        return [{ kind: 'sustain', ...place, midiChannel: event.channel, isDown }];
      }
      case 'pitchBend':
        return [{ kind: 'pitchBend', ...place }];
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
