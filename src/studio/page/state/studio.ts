import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { TakeAwayFormat } from '../../protocol/answers.js';
import type { PieceSettings } from '../../protocol/pieceSettings.js';
import { playablePiece } from '../engine/playablePiece.js';
import type { Player, PlayerEvent } from '../engine/player.js';
import { answeredBoxes } from './answeredBoxes.js';
import { applyEdits, type BoxEdit } from './boxEdits.js';
import * as documents from './document.js';
import { change, endGesture, openHistory, redo, undo } from './history.js';
import { openLatestRequest } from './latestRequest.js';
import { openPhotos, type PhotoSource } from './photos.js';
import { openSession } from './session.js';
import { StudioError, type StudioServer } from './studioServer.js';

export interface StudioParts {
  readonly server: StudioServer;
  readonly openPlayer: (options: {
    readonly soundFont: string;
    readonly onEvent: (event: PlayerEvent) => void;
  }) => Promise<Player>;
  /** A whole number from 0 to 2³² − 1. */
  readonly newSeed: () => number;
}

/** The state of the page and everything that a person can do to it; the views only show it and call this. */
export function openStudio({ server, openPlayer, newSeed }: StudioParts) {
  const session = openSession();
  const history = signal(openHistory(documents.EMPTY_DOCUMENT));
  const document = computed(() => history.value.present);
  const settings = computed(() => document.value.settings);
  const edits = computed(() => document.value.edits);
  /** What the detector gives with the confidence of the document. */
  const seen = signal<Parameters<typeof applyEdits>[0]>([]);
  let seenOf: { readonly room?: string; readonly minConfidence?: number } = {};
  const boxes = computed(() => applyEdits(seen.value, edits.value));
  const lanes = computed(() => (session.piece.value?.tracks ?? []).map(({ name }) => name));
  let player: Promise<Player> | undefined;
  let soundClock = () => 0;
  let seeks = 0;

  const fail = (error: unknown) => {
    const text = error instanceof Error ? error.message : `${error}`;
    if (error instanceof StudioError && error.code === 'aborted') return;
    session.notice.value = { kind: 'error', text };
  };
  const photos = openPhotos({ server, session, fail });

  const onPlayer = (event: PlayerEvent) => {
    if (event.kind === 'failed') return fail(new Error(`The sound stopped: ${event.message}`));
    if (event.kind === 'ready') {
      session.isSoundReady.value = true;
      return;
    }
    // A place from before the last seek would let the playhead jump back.
    const ticks = event.seek < seeks ? session.place.value.ticks : event.ticks;
    batch(() => {
      session.place.value = { ...event, ticks };
      session.isPlaying.value = event.isPlaying;
      session.soundingPiece.value = event.piece;
    });
  };
  const withPlayer = (act: (player: Player) => unknown) => {
    player ??= openPlayer({ soundFont: '/soundfont.sf3', onEvent: onPlayer });
    player
      .then((opened) => {
        soundClock = opened.time;
        return act(opened);
      })
      .catch(fail);
  };

  /** The settings with the boxes, where a person has changed any. */
  const asked = async (room: string): Promise<PieceSettings> => {
    if (edits.value.length === 0) return settings.value;
    const { minConfidence } = settings.value;
    if (seenOf.room !== room || seenOf.minConfidence !== minConfidence) {
      seen.value = await server.detections(room, { minConfidence });
      seenOf = { room, minConfidence };
    }
    const detections = boxes.value.map(({ id: _, ...detection }) => detection);
    return { ...settings.value, detections };
  };
  const compose = openLatestRequest(async (room: string) => {
    session.busy.value = 'compose';
    try {
      const request = await asked(room);
      const known = request.detections && boxes.value;
      const piece = await server.compose(room, request);
      if (session.room.value?.room !== room) return;
      const id = session.loadedPiece.value + 1;
      batch(() => {
        session.piece.value = piece;
        session.loadedPiece.value = id;
        session.notice.value = undefined;
        if (known === undefined) {
          seen.value = piece.detections;
          seenOf = { room, minConfidence: request.minConfidence };
        }
        session.answers.value = answeredBoxes(piece, known ?? applyEdits(piece.detections, []));
      });
      withPlayer(({ load }) => load(playablePiece(piece, id)));
    } catch (error) {
      if (error instanceof StudioError && error.code === 'gone') await photos.openAgain();
      else fail(error);
    } finally {
      if (session.busy.value === 'compose') session.busy.value = undefined;
    }
  });

  effect(() => {
    const room = session.room.value;
    void settings.value;
    void edits.value;
    if (room !== undefined) untracked(() => compose(room.room));
  });
  effect(() => {
    const piece = session.piece.value;
    const heard = documents.lanesHeard(document.value, lanes.value, session.solos.value);
    const channels = (piece?.tracks ?? []).map(({ midiChannel }, i) => ({
      midiChannel,
      gain: heard[i] ?? 1,
      pan: 0,
    }));
    if (channels.length > 0) withPlayer(({ mix }) => mix(channels));
  });

  const edit = (value: documents.Document, gesture?: string) => {
    history.value = change(history.value, value, gesture);
  };
  const open = (source: PhotoSource) => {
    batch(() => {
      history.value = openHistory(documents.EMPTY_DOCUMENT);
      session.solos.value = new Set();
      session.lookedAt.value = undefined;
      session.chosenBox.value = undefined;
      session.drawnBox.value = undefined;
      session.isDrawing.value = false;
    });
    if (session.isPlaying.value) withPlayer(({ pause }) => pause());
    return photos.open(source);
  };

  return {
    session,
    document,
    boxes,
    lanes,
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    /** Seconds on the clock of the sound. */
    soundTime: () => soundClock(),
    start: async () => {
      photos.listen();
      try {
        session.studio.value = await server.studio();
        await open({ kind: 'sample', name: 'kitchen' });
      } catch (error) {
        session.busy.value = undefined;
        fail(error);
      }
    },
    openPhoto: (file: File) => open({ kind: 'photo', file }),
    openSample: (name: string) => open({ kind: 'sample', name }),
    set: (changed: documents.Settings, gesture?: string) =>
      edit(documents.withSettings(document.value, changed), gesture),
    endGesture: () => {
      history.value = endGesture(history.value);
    },
    rollDie: () => edit(documents.withSettings(document.value, { seed: newSeed() })),
    editBox: (boxEdit: BoxEdit, gesture?: string) =>
      edit(documents.withEdit(document.value, boxEdit), gesture),
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
    undo: () => {
      history.value = undo(history.value);
    },
    redo: () => {
      history.value = redo(history.value);
    },
    play: () => withPlayer((each) => each.play()),
    pause: () => withPlayer((each) => each.pause()),
    seek: (ticks: number) => {
      const number = ++seeks;
      session.place.value = { ...session.place.value, ticks, time: soundClock() };
      withPlayer((each) => each.seek(ticks, number));
    },
    repeat: (isRepeating: boolean) => {
      session.isRepeating.value = isRepeating;
      withPlayer((each) => each.repeat(isRepeating));
    },
    /** The piece as a file, the very bytes that the command line writes. */
    takeAway: async (format: TakeAwayFormat): Promise<Blob | undefined> => {
      const room = session.room.value;
      if (room === undefined) return undefined;
      session.busy.value = 'file';
      try {
        return await server.file(room.room, format, await asked(room.room));
      } catch (error) {
        fail(error);
        return undefined;
      } finally {
        if (session.busy.value === 'file') session.busy.value = undefined;
      }
    },
  };
}

export type Studio = ReturnType<typeof openStudio>;
