import { computed, type ReadonlySignal } from '@preact/signals';
import type { PieceAnswer, StudioEvent } from '../../protocol/answers.js';
import { openComposing } from './composing.js';
import { openDocument } from './document/documentActions.js';
import { openExplaining } from './explaining.js';
import { followChanges } from './followChanges.js';
import { joinedBar } from './joinedBar.js';
import { openLeaving } from './leaving.js';
import { openPad } from './pad.js';
import { errorLine } from './pageLine.js';
import { openPhotos } from './photos.js';
import { openOfRoom } from './room/ofRoom.js';
import { openStartAnew } from './room/startAnew.js';
import { type KeptRooms, openRooms, type RoomAddress } from './rooms.js';
import { openSavedRooms } from './savedRooms.js';
import { openSession, type Session } from './session.js';
import type { OpenPlayer } from './sound/sound.js';
import { openStudioSound, type StudioSound } from './sound/studioSound.js';
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

/** The state of the page and everything that a person can do to it; the views only show it and call this. */
export function openStudio({ server, openPlayer, address, kept, newSeed }: StudioParts) {
  const session = openSession();
  const documentOf = openDocument(newSeed);
  const { document, actions } = documentOf;
  const fail = failIn(session);
  const events = openEvents();
  const sound = openStudioSound({ session, openPlayer, fail });

  const leaving = openLeaving(actions.isChanged);
  const readStudio = openStudioReading({ session, server });
  const photos = openPhotos({
    ...{ server, session, readStudio, fail, mayLeave: leaving.mayLeave, onEvent: events.tell },
    onOther: openStartAnew({ session, address, documentOf, sound }),
  });
  const { boxes, asked, compose } = openComposing({
    ...{ document, server, session, onGone: photos.openAgain, fail },
    onPiece: hearPiece(session, sound),
    onSilence: () => {
      if (session.isPlaying.value) sound.pause();
    },
  });

  const ofRoom = openOfRoom({ session, openAgain: photos.openAgain });
  const explaining = openExplaining({
    session,
    ask: () => ofRoom(async (room) => server.explain(room, await asked(room))),
    fail,
  });
  const takingAway = openTakingAway({ session, server, ofRoom, asked, fail });
  events.listen(takingAway.onEvent);

  const rooms = openRooms({
    ...{ session, address, kept, server, readStudio },
    ...{ ofRoom, photos, documentOf },
  });
  const savedRooms = openSavedRooms({ session, address, server, readStudio, photos, fail });
  events.listen(savedRooms.onEvent);

  followChanges({ session, documentOf, source: photos.source, kept, compose, sound });

  const start = async () => {
    photos.listen();
    try {
      await readStudio();
      await rooms.openFirst();
    } catch (error) {
      session.busy.value = undefined;
      fail(error);
    }
  };

  return {
    ...actions,
    ...rooms.actions,
    ...savedRooms.actions,
    ...leaving.actions,
    ...soundActions(sound),
    session,
    document,
    boxes,
    savedName: photos.savedName,
    roomName: roomNameOf(session, photos.savedName),
    /** The map of an object, one at a time. */
    pad: openStudioPad({ session, server, sound, keep: documentOf.keepTakeOff, newSeed }),
    start,
    /** Hears of everything that the server tells. */
    subscribe: events.listen,
    /** Tells the person of what went wrong. */
    fail,
    /** Reads anew what is known of the studio: the collection may be another. */
    readStudio: (): Promise<void> => readStudio().catch(fail),
    /** Opens the room that is shown once more, with the collection as it is now; what was made of it stays. */
    openAgain: photos.openAgain,
    /** Teaches an object what it looks like, from all boxes that bear its name. */
    teach: openTeaching({ session, server, boxes, ofRoom, fail }),
    solo: soloIn(session),
    chooseNote: explaining.choose,
    letNoteGo: explaining.letGo,
    /** Where the chosen note comes from; undefined until it is known. */
    noteOrigin: explaining.origin,
    takeAway: takingAway.takeAway,
    /** Gives up the file that is being made. */
    callOffFile: takingAway.callOff,
  };
}

export type Studio = ReturnType<typeof openStudio>;

/** What a person gave up is no fault. */
function failIn(session: Session) {
  return (error: unknown): void => {
    if (error instanceof StudioError && error.code === 'aborted') return;
    session.notice.value = { kind: 'error', text: errorLine(error) };
  };
}

/** What the server tells, for all who listen. */
function openEvents() {
  const listeners = new Set<(event: StudioEvent) => void>();
  return {
    tell: (event: StudioEvent) => {
      for (const listener of listeners) listener(event);
    },
    listen: (listener: (event: StudioEvent) => void) => void listeners.add(listener),
  };
}

/** Gives the sound a piece that was composed, and goes to where something new joins in: that is what a person wants to hear. */
function hearPiece(session: Session, sound: StudioSound) {
  return (id: number, before: PieceAnswer | undefined): void => {
    const piece = session.piece.value as PieceAnswer;
    sound.load(piece, id);
    const joined = before && !session.isPlaying.value ? joinedBar(before, piece) : undefined;
    if (joined !== undefined) sound.seek(joined);
  };
}

/** What a person knows the room by: the name that it is saved under, else the title of its music; undefined until there is a room. */
function roomNameOf(session: Session, savedName: ReadonlySignal<string | undefined>) {
  return computed(() => savedName.value ?? session.piece.value?.title ?? session.room.value?.title);
}

function openStudioPad({
  session,
  sound,
  ...parts
}: {
  readonly session: Session;
  readonly sound: StudioSound;
} & Pick<Parameters<typeof openPad>[0], 'server' | 'keep' | 'newSeed'>) {
  return openPad({
    ...parts,
    auditioned: session.auditioned,
    audition: sound.audition,
    endAudition: sound.endAudition,
    programOf: (name) => session.piece.value?.tracks.find(({ object }) => object === name)?.program,
  });
}

/** A lane that is heard alone, or with others that are. */
function soloIn(session: Session) {
  return (lane: string): void => {
    const solos = new Set(session.solos.value);
    if (!solos.delete(lane)) solos.add(lane);
    session.solos.value = solos;
  };
}

function soundActions(sound: StudioSound) {
  const { play, pause, seek, repeat, audition, endAudition, openLive, live, time } = sound;
  return {
    ...{ play, pause, seek, repeat, audition, endAudition },
    /** Makes ready for a keyboard to be heard on a General MIDI program, 0–127; its messages sound at once. */
    openLive,
    live,
    /** Seconds on the clock of the sound. */
    soundTime: time,
  };
}
