import { DRUM_CHANNEL } from '../music/score.js';
import type { TimeSignature } from '../music/time.js';

/** Where an event stands: the file's own ticks from its start, and its track, counted from 1. */
export interface EventPlace {
  readonly ticks: number;
  readonly track: number;
}

export interface ChannelPlace extends EventPlace {
  /** 0–15. */
  readonly midiChannel: number;
}

export type NoteEvent =
  | (ChannelPlace & { readonly kind: 'noteOn'; readonly pitch: number; readonly velocity: number })
  | (ChannelPlace & { readonly kind: 'noteOff'; readonly pitch: number });

/** What fingers and feet do on one channel. `releaseAll` lifts every key, `silence` cuts all sound. */
export type PlayingEvent =
  | NoteEvent
  | (ChannelPlace & { readonly kind: 'sustain'; readonly isDown: boolean })
  | (ChannelPlace & { readonly kind: 'releaseAll' | 'silence' });

/** A message to one channel; numbers and values are 0–127, a bend's 0–16383 with 8192 for none. */
export type ChannelEvent =
  | NoteEvent
  | (ChannelPlace & {
      readonly kind: 'controller';
      readonly controller: number;
      readonly value: number;
    })
  | (ChannelPlace & { readonly kind: 'program'; readonly program: number })
  | (ChannelPlace & { readonly kind: 'pitchBend' | 'channelPressure'; readonly value: number })
  | (ChannelPlace & {
      readonly kind: 'keyPressure';
      readonly pitch: number;
      readonly value: number;
    });

export interface TempoEvent extends EventPlace {
  readonly kind: 'tempo';
  /** 1 or more. */
  readonly microsecondsPerQuarter: number;
}

export interface TimeSignatureEvent extends EventPlace {
  readonly kind: 'timeSignature';
  readonly timeSignature: TimeSignature;
}

/**
 * What was put right in a track: a real-time or system common message left out, a value above 127 read
 * as 127, a number (pitch, controller, program) above 127 read without its top bit.
 */
export type Mend = 'systemMessage' | 'value' | 'number';

/** Everything in a track that can be learned or heard, or that has to be named when it is left out. */
export type MidiEvent =
  | ChannelEvent
  | TempoEvent
  | TimeSignatureEvent
  /** Without the status byte F0; the last byte is F7. */
  | (EventPlace & { readonly kind: 'systemExclusive'; readonly data: readonly number[] })
  | (EventPlace & { readonly kind: 'trackName'; readonly text: string })
  /** From here on the track plays on the 16 channels of this port, 0–127. */
  | (EventPlace & { readonly kind: 'port'; readonly port: number })
  | (EventPlace & { readonly kind: 'mended'; readonly mend: Mend })
  /** Well-formed, but saying something that cannot be, such as 0/4. */
  | (EventPlace & { readonly kind: 'unusable'; readonly what: string })
  | (EventPlace & { readonly kind: 'endOfTrack' });

/** What an event does to the notes that sound; undefined where it does nothing to them. */
export function playingEvent(event: MidiEvent): PlayingEvent | undefined {
  switch (event.kind) {
    case 'noteOn':
    case 'noteOff':
      return event;
    case 'controller':
      return pedalOrMode(event);
    default:
      return undefined;
  }
}

/** Whether an event is played on the drums. */
export function isDrumEvent({ midiChannel }: ChannelPlace): boolean {
  return midiChannel === DRUM_CHANNEL;
}

function pedalOrMode({
  controller,
  value,
  ticks,
  track,
  midiChannel,
}: Extract<ChannelEvent, { kind: 'controller' }>): PlayingEvent | undefined {
  const place = { ticks, track, midiChannel };
  switch (controller) {
    case 64:
      return { kind: 'sustain', ...place, isDown: value >= 64 };
    case 120:
      return { kind: 'silence', ...place };
    case 121:
      // «Reset all controllers» puts the pedal back up.
      return { kind: 'sustain', ...place, isDown: false };
    case 123:
    case 124:
    case 125:
    case 126:
    case 127:
      // The four mode messages lift every key too (MIDI 1.0, channel mode messages).
      return { kind: 'releaseAll', ...place };
    default:
      return undefined;
  }
}
