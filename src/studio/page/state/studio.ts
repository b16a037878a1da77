import { computed, effect, untracked } from '@preact/signals';
import * as documents from '../../document/document.js';
import type { PieceAnswer, StudioEvent } from '../../protocol/answers.js';
import type { PackedNotes } from '../../protocol/packedNotes.js';
import { type AuditionOptions, openAuditions } from './audition.js';
import { openComposing } from './composing.js';
import { openDocument, type UnsavedChanges } from './document/documentActions.js';
import { openExplaining } from './explaining.js';
import { joinedBar } from './joinedBar.js';
import { openLeaving } from './leaving.js';
import { openPad } from './pad.js';
import { errorLine } from './pageLine.js';
import type { PhotoSource } from './photoSource.js';
import { openPhotos } from './photos.js';
import { type KeptRooms, openRooms, type RoomAddress } from './rooms.js';
import { openSavedRooms } from './savedRooms.js';
import { openSession } from './session.js';
import { type OpenPlayer, openSound } from './sound.js';
import { openStudioReading } from './studioReading.js';
import { StudioError, type StudioServer } from './studioServer.js';
import { openTakingAway } from './takingAway.js';
import { openTeaching } from './teaching.js';

export interface StudioParts {
  readonly server: StudioServer;
  readonly openPlayer: OpenPlayer;
  readonly address: RoomAddress;
  readonly kept: KeptRooms;
  /** A whole number from 0 to 2³² − 1. */
  readonly newSeed: () => number;
}

const SAVED_ELSEWHERE =
  'This room was saved elsewhere meanwhile and is shown as it is saved. What was changed in this tab and not saved is dropped.';

/** The state of the page and everything that a person can do to it; the views only show it and call this. */
export function openStudio({ server, openPlayer, address, kept, newSeed }: StudioParts) {
  const session = openSession();
  const documentOf = openDocument(newSeed);
  const { document, actions } = documentOf;
  const fail = (error: unknown) => {
    if (error instanceof StudioError && error.code === 'aborted') return;
    session.notice.value = { kind: 'error', text: errorLine(error) };
  };
  const auditions = openAuditions(session);
  const sound = openSound({ session, openPlayer, onAudition: auditions.onEvent, fail });
  const renamed = () => session.studio.value?.renamed ?? {};
  const startAnew = (opened: unknown, source: PhotoSource, unsaved: UnsavedChanges | undefined) => {
    address.write(source.kind === 'photo' || source.kind === 'removed' ? undefined : source);
    const isWhole = documentOf.startAnew(opened, { unsaved, renamed: renamed() });
    // A note, since an error would go away with the first piece.
    if (!isWhole) session.notice.value = { kind: 'note', text: SAVED_ELSEWHERE };
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
  const leaving = openLeaving(actions.isChanged);
  const { mayLeave } = leaving;
  const readStudio = openStudioReading({ session, server });
  const photos = openPhotos({
    ...{ server, session, readStudio, fail, mayLeave, onEvent },
    onOther: startAnew,
  });
  const { boxes, asked, compose } = openComposing({
    document,
    server,
    session,
    onPiece: (id, before) => {
      const piece = session.piece.value as PieceAnswer;
      sound.load(piece, id);
      // What has just joined is what a person wants to hear.
      const joined = before && !session.isPlaying.value ? joinedBar(before, piece) : undefined;
      if (joined !== undefined) sound.seek(joined);
    },
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

  const rooms = openRooms({
    ...{ session, address, kept, server, readStudio },
    ...{ ofRoom, photos, documentOf },
  });
  const savedRooms = openSavedRooms({ session, address, server, readStudio, photos, fail });
  listeners.add(savedRooms.onEvent);

  effect(() => {
    void session.studio.value;
    untracked(() => documentOf.rename(renamed()));
  });
  effect(() => {
    const source = photos.source.value;
    const home = session.studio.value?.home ?? null;
    if (source !== undefined) kept.write(home, { source, unsaved: documentOf.unsaved.value });
  });
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
    keep: documentOf.keepTakeOff,
    newSeed,
  });
  return {
    ...actions,
    ...rooms.actions,
    ...savedRooms.actions,
    savedName: photos.savedName,
    /** What a person knows the room by: the name that it is saved under, else the title of its music; undefined until there is a room. */
    roomName: computed(
      () => photos.savedName.value ?? session.piece.value?.title ?? session.room.value?.title,
    ),
    ...leaving.actions,
    session,
    document,
    /** The map of an object, one at a time. */
    pad,
    boxes,
    start: async () => {
      photos.listen();
      try {
        await readStudio();
        await rooms.openFirst();
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
    readStudio: (): Promise<void> => readStudio().catch(fail),
    /** Opens the room that is shown once more, with the collection as it is now; what was made of it stays. */
    openAgain: photos.openAgain,
    /** Teaches an object what it looks like, from all boxes that bear its name. */
    teach: openTeaching({ session, server, boxes, ofRoom, fail }),
    solo: (lane: string) => {
      const solos = new Set(session.solos.value);
      if (!solos.delete(lane)) solos.add(lane);
      session.solos.value = solos;
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

export type Studio = ReturnType<typeof openStudio>;
