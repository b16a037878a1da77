import { computed, effect, signal, untracked } from '@preact/signals';
import { count } from '../../../format.js';
import { FIRST_SAMPLE, type PieceAnswer, type StudioEvent } from '../../protocol/answers.js';
import type { PackedNotes } from '../../protocol/packedNotes.js';
import type { TeachAnswer } from '../../protocol/teaching.js';
import { type AuditionOptions, openAuditions } from './audition.js';
import type { BoxEdit } from './boxEdits.js';
import { openComposing } from './composing.js';
import * as documents from './document.js';
import { openExplaining } from './explaining.js';
import { change, endGesture, openHistory, redo, undo } from './history.js';
import { openPad } from './pad.js';
import { openPhotos } from './photos.js';
import { readDocument } from './readDocument.js';
import { openSession } from './session.js';
import { type OpenPlayer, openSound } from './sound.js';
import { StudioError, type StudioServer } from './studioServer.js';
import { openTakingAway } from './takingAway.js';

export interface StudioParts {
  readonly server: StudioServer;
  readonly openPlayer: OpenPlayer;
  /** A whole number from 0 to 2³² − 1. */
  readonly newSeed: () => number;
}

/** The state of the page and everything that a person can do to it; the views only show it and call this. */
export function openStudio({ server, openPlayer, newSeed }: StudioParts) {
  const session = openSession();
  const history = signal(openHistory(documents.EMPTY_DOCUMENT));
  const document = computed(() => history.value.present);
  const fail = (error: unknown) => {
    if (error instanceof StudioError && error.code === 'aborted') return;
    const text = error instanceof Error ? error.message : `${error}`;
    session.notice.value = { kind: 'error', text };
  };
  const auditions = openAuditions(session);
  const sound = openSound({ session, openPlayer, onAudition: auditions.onEvent, fail });
  /** As it was opened or saved last. */
  const kept = signal<documents.Document>(document.peek());
  const startAnew = (opened: unknown) => {
    history.value = openHistory(readDocument(opened));
    kept.value = history.value.present;
    session.solos.value = new Set();
    session.lookedAt.value = undefined;
    session.chosenBox.value = undefined;
    session.chosenNote.value = undefined;
    session.drawnBox.value = undefined;
    session.isDrawing.value = false;
    // An audition would give the piece back, and another one is there then.
    if (session.isPlaying.value || session.auditioned.value !== undefined) sound.pause();
    sound.seek(0);
  };
  const listeners = new Set<(event: StudioEvent) => void>();
  const onEvent = (event: StudioEvent) => {
    for (const listener of listeners) listener(event);
  };
  const photos = openPhotos({ server, session, fail, onOther: startAnew, onEvent });
  const { boxes, asked, compose } = openComposing({
    document,
    server,
    session,
    onPiece: (id) => sound.load(session.piece.value as PieceAnswer, id),
    onGone: photos.openAgain,
    fail,
  });

  /** Asks the server for something of the room that is shown; one that made room for others there is opened again for it. */
  const ofRoom = async <Answer>(ask: (room: string) => Promise<Answer>) => {
    const shown = () => session.room.value?.room;
    const room = shown();
    if (room === undefined) return undefined;
    try {
      return await ask(room);
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'gone') throw error;
      await photos.openAgain();
      return ask(shown() ?? room);
    }
  };

  const explaining = openExplaining({
    session,
    ask: () => ofRoom(async (room) => server.explain(room, await asked(room))),
    fail,
  });

  const takingAway = openTakingAway({ session, server, ofRoom, asked, fail });
  listeners.add(takingAway.onEvent);

  const settings = computed(() => document.value.settings);
  const edits = computed(() => document.value.edits);
  const takeOffs = computed(() => document.value.takeOffs);
  effect(() => {
    const room = session.room.value;
    void settings.value;
    void edits.value;
    void takeOffs.value;
    if (room !== undefined) untracked(() => compose(room.room));
  });
  effect(() => {
    const tracks = session.piece.value?.tracks ?? [];
    const lanes = tracks.map(({ name }) => name);
    const heard = documents.lanesHeard(document.value, lanes, session.solos.value);
    sound.mix(
      tracks.map(({ midiChannel, name }, i) => ({
        midiChannel,
        gain: heard[i] as number,
        pan: documents.mixOf(document.value, name).pan,
      })),
    );
  });

  const edit = (value: documents.Document, gesture?: string) => {
    history.value = change(history.value, value, gesture);
  };
  const audition = (notes: PackedNotes, options: AuditionOptions): number => {
    const piece = auditions.begin(notes, options);
    sound.audition(piece, options.isNext ?? false);
    return piece.id;
  };
  const pad = openPad({
    server,
    auditioned: session.auditioned,
    audition,
    endAudition: sound.endAudition,
    programOf: (name) => session.piece.value?.tracks.find(({ object }) => object === name)?.program,
    keep: (object, takeOff) => edit(documents.withTakeOff(document.value, object, takeOff)),
    newSeed,
  });
  return {
    session,
    document,
    /** The map of an object, one at a time. */
    pad,
    boxes,
    /** Whether something was changed since the room was opened or saved. */
    isChanged: computed(() => document.value !== kept.value),
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    start: async () => {
      photos.listen();
      try {
        session.studio.value = await server.studio();
        await photos.open({ kind: 'sample', name: FIRST_SAMPLE });
      } catch (error) {
        session.busy.value = undefined;
        fail(error);
      }
    },
    /** Hears of everything that the server tells. */
    subscribe: (listener: (event: StudioEvent) => void) => void listeners.add(listener),
    /** Tells the person of what went wrong. */
    fail,
    /** Reads anew what is known of the studio: the collection may be another. */
    readStudio: async (): Promise<void> => {
      try {
        session.studio.value = await server.studio();
      } catch (error) {
        fail(error);
      }
    },
    /** Opens the room that is shown once more, with the collection as it is now; what was made of it stays. */
    openAgain: photos.openAgain,
    openPhoto: (file: File) => photos.open({ kind: 'photo', file }),
    openSaved: (name: string) => photos.open({ kind: 'saved', name }),
    /** Saves the room with all that was made of it; it opens again as it is. */
    save: async (name: string): Promise<void> => {
      try {
        const saved = document.value;
        await ofRoom((room) => server.save(name, { room, document: saved }));
        kept.value = saved;
        session.studio.value = await server.studio();
        session.notice.value = { kind: 'note', text: `Saved as ${name}.` };
      } catch (error) {
        fail(error);
      }
    },
    openSample: (name: string) => photos.open({ kind: 'sample', name }),
    set: (changed: documents.Settings, gesture?: string) =>
      edit(documents.withSettings(document.value, changed), gesture),
    endGesture: () => {
      history.value = endGesture(history.value);
    },
    /** @param instrument a General MIDI name; undefined for the object's own */
    chooseInstrument: (object: string, instrument: string | undefined) =>
      edit(documents.withInstrument(document.value, object, instrument)),
    rollDie: () => edit(documents.withSettings(document.value, { seed: newSeed() })),
    editBox: (boxEdit: BoxEdit, gesture?: string) =>
      edit(documents.withEdit(document.value, boxEdit), gesture),
    /** Teaches an object what it looks like from all boxes that bear its name; from then on it is seen by itself. */
    teach: async (object: string): Promise<void> => {
      const named = boxes.value.filter(({ label, taught }) => taught && label === object);
      session.busy.value = 'teach';
      try {
        const boxes = named.map(({ box }) => box);
        const taught = await ofRoom((room) => server.teach(room, { object, boxes }));
        // The server tells that the collection has changed, and the room is opened again for it.
        if (taught === undefined) return;
        session.notice.value = { kind: 'note', text: taughtText(taught) };
      } catch (error) {
        fail(error);
      } finally {
        if (session.busy.value === 'teach') session.busy.value = undefined;
      }
    },
    mute: (lane: string) => {
      const { isMuted } = documents.mixOf(document.value, lane);
      edit(documents.withMix(document.value, lane, { isMuted: !isMuted }));
    },
    solo: (lane: string) => {
      const solos = new Set(session.solos.value);
      if (!solos.delete(lane)) solos.add(lane);
      session.solos.value = solos;
    },
    gain: (lane: string, gainDb: number) =>
      edit(documents.withMix(document.value, lane, { gainDb }), `gain ${lane}`),
    pan: (lane: string, pan: number) =>
      edit(documents.withMix(document.value, lane, { pan }), `pan ${lane}`),
    undo: () => {
      history.value = undo(history.value);
    },
    redo: () => {
      history.value = redo(history.value);
    },
    chooseNote: explaining.choose,
    letNoteGo: explaining.letGo,
    /** Where the chosen note comes from; undefined until it is known. */
    noteOrigin: explaining.origin,
    play: sound.play,
    pause: sound.pause,
    seek: sound.seek,
    repeat: sound.repeat,
    /**
     * Plays some notes apart from the room's piece, which pauses meanwhile and goes on where it was if it played. Another audition
     * takes the place of the one before; `session.auditioned` tells what sounds and where it is.
     *
     * @returns its id
     */
    audition,
    endAudition: sound.endAudition,
    /** Makes ready for a keyboard to be heard on a General MIDI program, 0–127; its messages sound at once. */
    openLive: sound.openLive,
    live: sound.live,
    /** Seconds on the clock of the sound. */
    soundTime: sound.time,
    takeAway: takingAway.takeAway,
    /** Gives up the file that is being made. */
    callOffFile: takingAway.callOff,
  };
}

/** @example 'kettle is seen by itself now, taught from 1 photo. Two to five, from other sides, find it far better.' */
function taughtText({ object, photos }: TeachAnswer): string {
  const more =
    photos === 1 ? ['Two to five, from other sides and in other light, find it far better.'] : [];
  const learned = `${object} is seen by itself now, taught from ${count(photos, 'photo')}.`;
  return [learned, ...more].join(' ');
}

export type Studio = ReturnType<typeof openStudio>;
