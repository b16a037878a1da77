import { programOf } from '../../../../music/instruments.js';
import { TICKS_PER_QUARTER } from '../../../../music/time.js';
import type { ObjectAnswer, TakeNotesAnswer } from '../../../protocol/objects.js';
import type { Studio } from '../studio.js';
import { clipNotes } from './clipNotes.js';
import type { Draft, DraftEntry } from './draft.js';
import { type Chosen, nameOf } from './listedObjects.js';
import type { ObjectsServer } from './objectsServer.js';

/** How much of a take is heard from where a note comes from. */
const SPOT_SECONDS = 4;

/** Where a note of the room comes from. */
export interface TakeSpot {
  readonly object: string;
  readonly file: string;
  /** From the first bar of the take. */
  readonly seconds: number;
  /** General MIDI program that it is heard with, 0–127. */
  readonly program: number;
}

/**
 * Plays takes apart from the room's piece: the one that was asked for last, however long its notes take to come. What sounds already, asked
 * for again, stops.
 *
 * @param options.attempt does it and tells of what goes wrong
 */
export function openHearing({
  server,
  studio,
  draftOf,
  attempt,
}: {
  readonly server: Pick<ObjectsServer, 'takeNotes'>;
  readonly studio: Pick<Studio, 'session' | 'audition' | 'endAudition'>;
  readonly draftOf: (each: Chosen) => Draft;
  readonly attempt: (act: () => Promise<unknown>) => Promise<boolean>;
}) {
  const { auditioned } = studio.session;
  let last = 0;
  const hear = (key: string, notes: () => Promise<TakeNotesAnswer>, program: number) =>
    attempt(async () => {
      const number = ++last;
      if (auditioned.value?.name === key) return studio.endAudition();
      const { notes: packed, tempoBpm, lengthTicks } = await notes();
      if (number !== last) return;
      studio.audition(packed, { name: key, program, tempoBpm, lengthTicks });
    });
  return {
    /** Plays the spot of a take that a note comes from. */
    hearSpot: ({ object, file, seconds, program }: TakeSpot) =>
      hear(
        spotKey(object, file, seconds),
        async () => {
          const notes = await server.takeNotes(object, file);
          const ticksOf = (at: number) =>
            Math.round((at * notes.tempoBpm * TICKS_PER_QUARTER) / 60);
          const span = { fromTicks: ticksOf(seconds), toTicks: ticksOf(seconds + SPOT_SECONDS) };
          const lengthTicks = Math.min(notes.lengthTicks, span.toTicks) - span.fromTicks;
          return { ...notes, notes: clipNotes(notes.notes, span), lengthTicks };
        },
        program,
      ),
    hearTake: ({ name, program }: ObjectAnswer, file: string) =>
      hear(takeKey(name, file), () => server.takeNotes(name, file), program),
    hearDraft: (each: Chosen, entry: DraftEntry, instrument: string) =>
      hear(draftKey(each, entry), () => draftOf(each).notesOf(entry), programOf(instrument) ?? 0),
    /** Stops a recording of a draft that sounds, or is about to. */
    endDraft: (each: Chosen): void => {
      last += 1;
      const playing = auditioned.value?.name ?? '';
      if (playing.startsWith(draftKey(each, { key: '' }))) studio.endAudition();
    },
  };
}

/** What the page calls a take that sounds. */
export function takeKey(object: string, file: string): string {
  return `take ${object}/${file}`;
}

export function spotKey(object: string, file: string, seconds: number): string {
  return `spot ${object}/${file} ${seconds}`;
}

export function draftKey(each: Chosen, { key }: { readonly key: number | '' }): string {
  return `draft ${nameOf(each)}/${key}`;
}
