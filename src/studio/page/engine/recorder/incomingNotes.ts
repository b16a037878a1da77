import type { TimedKeyMessage } from './keyMessages.js';

/** A note as it comes in: from when its key went down until it came up, or is still down. */
export interface IncomingNote {
  readonly pitch: number;
  readonly velocity: number;
  readonly startSeconds: number;
  endSeconds: number | undefined;
}

/** What is played, to be seen while it is played. */
export interface IncomingNotes {
  readonly add: (message: TimedKeyMessage) => void;
  /** In order of their beginnings. */
  readonly notes: () => readonly IncomingNote[];
  readonly isPedalDown: () => boolean;
}

/** No picture shows more; who plays for an hour without recording fills no memory. */
const MOST_NOTES = 2000;

export function openIncomingNotes(): IncomingNotes {
  const notes: IncomingNote[] = [];
  const held = new Map<number, IncomingNote>();
  let pedal = 0;
  const release = (pitch: number, seconds: number) => {
    const note = held.get(pitch);
    if (note !== undefined) note.endSeconds = seconds;
    held.delete(pitch);
  };
  return {
    add: (message) => {
      const { seconds } = message;
      if (message.kind === 'pedal') pedal = message.value;
      else if (message.kind === 'noteOff') release(message.pitch, seconds);
      else if (message.kind === 'releaseAll') {
        for (const pitch of [...held.keys()]) release(pitch, seconds);
      } else {
        const { pitch, velocity } = message;
        release(pitch, seconds);
        const note = { pitch, velocity, startSeconds: seconds, endSeconds: undefined };
        held.set(pitch, note);
        notes.push(note);
        if (notes.length > MOST_NOTES) notes.splice(0, MOST_NOTES / 2);
      }
    },
    notes: () => notes,
    isPedalDown: () => pedal >= 64,
  };
}
