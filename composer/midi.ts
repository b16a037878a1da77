import { type MidiEvent, writeMidi } from 'midi-file';
import { TICKS_PER_QUARTER } from '../src/music/time.js';
import type { PlayedNote, Rendition } from './pianist.js';
import type { Take } from './take.js';

/** An event at its place in the piece; `order` settles what comes first on one tick. */
interface Placed {
  readonly tick: number;
  readonly order: number;
  readonly event: MidiEvent;
}

const SUSTAIN_PEDAL = 64;
const ACOUSTIC_GRAND_PIANO = 0;

/** Writes a rendition as a format 1 MIDI file: a conductor track, then one track for each hand used. */
export function recordingBytes(take: Take, rendition: Rendition): Uint8Array {
  const hands = (['right', 'left'] as const).filter((hand) =>
    rendition.notes.some((note) => note.hand === hand),
  );
  const tracks = [
    trackEvents(conductorTrack(take, rendition), rendition.lengthTicks),
    ...hands.map((hand, index) => {
      const name = hands.length === 1 ? 'piano' : `${hand} hand`;
      const notes = rendition.notes.filter((note) => note.hand === hand);
      const pedal = index === 0 ? pedalEvents(rendition) : [];
      return trackEvents(
        [...trackOpening(name), ...pedal, ...notes.flatMap(noteEvents)],
        rendition.lengthTicks,
      );
    }),
  ];
  const header = { format: 1, numTracks: tracks.length, ticksPerBeat: TICKS_PER_QUARTER } as const;
  return Uint8Array.from(writeMidi({ header, tracks }, { running: true }));
}

function conductorTrack({ title, timeSignature }: Take, { tempo }: Rendition): Placed[] {
  const { beats, beatUnit } = timeSignature;
  return [
    { tick: 0, order: 0, event: { deltaTime: 0, type: 'trackName', text: title } },
    {
      tick: 0,
      order: 1,
      event: {
        deltaTime: 0,
        type: 'timeSignature',
        numerator: beats,
        denominator: beatUnit,
        metronome: 24,
        thirtyseconds: 8,
      },
    },
    ...tempo.map(
      ({ atBeats, microsecondsPerQuarter }): Placed => ({
        tick: Math.round(atBeats * TICKS_PER_QUARTER),
        order: 2,
        event: { deltaTime: 0, type: 'setTempo', microsecondsPerBeat: microsecondsPerQuarter },
      }),
    ),
  ];
}

function trackOpening(name: string): Placed[] {
  return [
    { tick: 0, order: 0, event: { deltaTime: 0, type: 'trackName', text: name } },
    {
      tick: 0,
      order: 1,
      event: {
        deltaTime: 0,
        type: 'programChange',
        channel: 0,
        programNumber: ACOUSTIC_GRAND_PIANO,
      },
    },
  ];
}

function pedalEvents({ pedal }: Rendition): Placed[] {
  return pedal.map(({ atTicks, depth }) => ({
    tick: atTicks,
    order: 3,
    event: {
      deltaTime: 0,
      type: 'controller',
      channel: 0,
      controllerType: SUSTAIN_PEDAL,
      value: depth,
    },
  }));
}

function noteEvents({ pitch, velocity, startTicks, durationTicks }: PlayedNote): Placed[] {
  const key = { deltaTime: 0, channel: 0, noteNumber: pitch } as const;
  return [
    { tick: startTicks, order: 4, event: { ...key, type: 'noteOn', velocity } },
    {
      tick: startTicks + durationTicks,
      order: 2,
      event: { ...key, type: 'noteOff', velocity: 64 },
    },
  ];
}

/** Sorts placed events, counts the ticks between them, and ends the track no earlier than the piece. */
function trackEvents(placed: readonly Placed[], lengthTicks: number): MidiEvent[] {
  const sorted = [...placed].sort((a, b) => a.tick - b.tick || a.order - b.order);
  let previousTick = 0;
  const events = sorted.map(({ tick, event }) => {
    const deltaTime = tick - previousTick;
    previousTick = tick;
    return { ...event, deltaTime };
  });
  const endTicks = Math.max(0, lengthTicks - previousTick);
  return [...events, { deltaTime: endTicks, type: 'endOfTrack', meta: true }];
}
