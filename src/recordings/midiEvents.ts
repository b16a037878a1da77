import { DRUM_CHANNEL } from '../music/score.js';
import type { TimeSignature } from '../music/time.js';

/** Where an event stands: the file's own ticks from its start, and its track, counted from 1. */
export interface EventPlace {
  readonly ticks: number;
  readonly track: number;
}

export interface ChannelPlace extends EventPlace {
  readonly midiChannel: number;
}

/** What fingers and feet do on one channel. `releaseAll` lifts every key, `silence` cuts all sound. */
export type PlayingEvent =
  | (ChannelPlace & { readonly kind: 'noteOn'; readonly pitch: number; readonly velocity: number })
  | (ChannelPlace & { readonly kind: 'noteOff'; readonly pitch: number })
  | (ChannelPlace & { readonly kind: 'sustain'; readonly isDown: boolean })
  | (ChannelPlace & { readonly kind: 'releaseAll' | 'silence' });

export interface TempoEvent extends EventPlace {
  readonly kind: 'tempo';
  /** 1 or more. */
  readonly microsecondsPerQuarter: number;
}

export interface TimeSignatureEvent extends EventPlace {
  readonly kind: 'timeSignature';
  readonly timeSignature: TimeSignature;
}

/** Everything in a track that a recording is made of, or that has to be owned up to when left out. */
export type MidiEvent =
  | PlayingEvent
  | TempoEvent
  | TimeSignatureEvent
  | (EventPlace & { readonly kind: 'trackName'; readonly text: string })
  | (EventPlace & { readonly kind: 'pitchBend' })
  /** Well-formed, but saying something that cannot be, such as 0/4. */
  | (EventPlace & { readonly kind: 'unusable'; readonly what: string })
  | (EventPlace & { readonly kind: 'endOfTrack' });

/** Whether an event is something played, rather than said about the playing. */
export function isPlayingEvent(event: MidiEvent): event is PlayingEvent {
  return 'midiChannel' in event;
}

/** Whether an event is played on the drums. */
export function isDrumEvent(event: PlayingEvent): boolean {
  return event.midiChannel === DRUM_CHANNEL;
}
