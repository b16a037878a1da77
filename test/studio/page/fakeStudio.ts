import type { Player, PlayerEvent } from '../../../src/studio/page/engine/player.js';
import type { KeptRoom, NamedRoom } from '../../../src/studio/page/state/rooms.js';
import { openStudio } from '../../../src/studio/page/state/studio.js';
import { StudioError, type StudioServer } from '../../../src/studio/page/state/studioServer.js';
import type {
  PieceAnswer,
  RemovedRoomAnswer,
  StudioEvent,
} from '../../../src/studio/protocol/answers.js';
import type { PieceSettings } from '../../../src/studio/protocol/pieceSettings.js';

export const cup = { label: 'cup', confidence: 0.6, box: { x: 1, y: 2, width: 30, height: 40 } };

/** A server that is a list of what was asked, and a player that is a list of what was said. */
export function openFakeStudio({
  place,
  last,
  savedDocument = { settings: { bars: 5 } },
}: {
  readonly place?: NamedRoom;
  /** What the tab has kept of the room that it showed last. */
  readonly last?: KeptRoom;
  /** Of every saved room. */
  readonly savedDocument?: unknown;
} = {}) {
  const kept = { room: last };
  const address: { room: NamedRoom | undefined } = { room: place };
  let renamed: Readonly<Record<string, string>> = {};
  let saved: readonly string[] = ['attic'];
  let removedRooms: readonly RemovedRoomAnswer[] = [];
  /** Saved rooms that were opened, by name, and removed ones. */
  const opened: string[] = [];
  const asked: PieceSettings[] = [];
  const said: unknown[] = [];
  let rooms = 0;
  /** Of saved rooms that were saved since the first. */
  const revisions = new Map<string, string>();
  let saves = 0;
  let tell: (event: StudioEvent) => void = () => {};
  let sound: (event: PlayerEvent) => void = () => {};
  let failure: StudioError['code'] | undefined;
  let answersOfRooms: Promise<void> | undefined;
  /** Once, where it was asked for. */
  const failIfTold = () => {
    const code = failure;
    failure = undefined;
    if (code !== undefined) throw new StudioError(code, code);
  };
  const room = async () => ({ room: `${++rooms}`, title: 'x', width: 100, height: 80, notes: [] });
  const piece = (seed: number): PieceAnswer => ({
    title: 'x',
    seed,
    tempoBpm: 60,
    timeSignature: { beats: 4, beatUnit: 4 },
    key: null,
    bars: 1,
    lengthTicks: 1920,
    makeUpDb: 0,
    detections: [cup],
    tracks: [
      {
        name: 'mug',
        object: 'mug',
        idea: '',
        labels: ['cup'],
        taught: false,
        areaShare: 0.1,
        boxes: [cup.box],
        midiChannel: 3,
        program: 0,
        gainDb: 0,
        trimDb: 0,
        pan: 0,
        notes: [60, 0, 480, 80],
      },
    ],
    unmatched: [],
    notes: [],
  });
  const server: StudioServer = {
    studio: async () =>
      ({
        mostPhotoBytes: 10,
        objects: ['mug'],
        saved,
        removedRooms,
        samples: ['kitchen'],
        renamed,
      }) as never,
    openPhoto: room,
    openSample: room,
    openSaved: async (name) => {
      opened.push(name);
      const isThere = saved.includes(name);
      await answersOfRooms;
      if (!isThere) throw new StudioError('input', `no ${name}`);
      return { ...(await room()), document: savedDocument, revision: revisions.get(name) ?? '0' };
    },
    openRemoved: async (entry) => {
      opened.push(`removed ${entry}`);
      return { ...(await room()), document: {}, revision: '0' };
    },
    renameRoom: async (name, to) => {
      failIfTold();
      saved = saved.map((each) => (each === name ? to : each));
      revisions.set(to, revisions.get(name) ?? '0');
      return { name: to };
    },
    removeRoom: async (name) => {
      failIfTold();
      saved = saved.filter((each) => each !== name);
      removedRooms = [{ entry: 1, name }];
      return { entry: 1, name };
    },
    restoreRoom: async (entry) => {
      const name = removedRooms.find((each) => each.entry === entry)?.name as string;
      removedRooms = [];
      saved = [...saved, name];
      return { name };
    },
    emptyRemovedRooms: async () => {
      removedRooms = [];
    },
    save: async (name, { revision, mayReplace = false }) => {
      failIfTold();
      const found = saved.includes(name) ? (revisions.get(name) ?? '0') : undefined;
      const isKnown = found === undefined || found === revision;
      if (!isKnown && !mayReplace) throw new StudioError('changed', 'changed');
      const now = `${++saves}`;
      revisions.set(name, now);
      saved = [...new Set([...saved, name])];
      return { revision: now, removed: isKnown ? null : { entry: saves, name } };
    },
    detections: async () => [cup],
    explain: async () => {
      failIfTold();
      return { tracks: [{ files: ['take.mid'], origins: [[0, 1500, 3, 0]], missing: [] }] };
    },
    teach: async (_, { object, boxes }) => {
      failIfTold();
      return { object, boxes: boxes.length, photos: 1 };
    },
    compose: async (_, settings) => {
      asked.push(settings);
      failIfTold();
      if (settings.detections?.length === 0) throw new StudioError('unanswered', 'no box');
      return piece(settings.seed ?? 0);
    },
    file: async (id) => {
      failIfTold();
      return new Blob([id]);
    },
    map: async (object) => ({
      object,
      program: 0,
      takes: ['a'],
      points: [[0.3, 0.4, 0]],
      kinds: ['phrase'],
    }),
    places: async () => ({
      notes: [],
      lengthTicks: 1,
      tempoBpm: 60,
      startTicks: [0],
      latents: [[0.5]],
    }),
    photoAddress: (id) => id,
    listen: ({ onEvent }) => {
      tell = onEvent;
    },
  };
  const note =
    (word: string) =>
    (...words: unknown[]) =>
      void said.push([word, ...words]);
  const player: Player = {
    load: ({ id }) => void said.push(['load', id]),
    play: async () => void said.push(['play']),
    pause: note('pause'),
    seek: note('seek'),
    repeat: note('repeat'),
    mix: note('mix'),
    audition: async ({ id }, isNext) => void said.push(['audition', id, isNext]),
    endAudition: note('endAudition'),
    openLive: async () => {},
    live: note('live'),
    time: () => 0,
    close: async () => {},
  };
  const studio = openStudio({
    server,
    openPlayer: async ({ onEvent }) => {
      sound = onEvent;
      return player;
    },
    address: {
      read: () => address.room,
      write: (room) => {
        address.room = room;
      },
    },
    kept: {
      read: async () => kept.room,
      write: (_, room) => {
        kept.room = room;
      },
    },
    newSeed: () => 7,
  });
  return {
    studio,
    address,
    kept,
    rename: async (names: Readonly<Record<string, string>>) => {
      renamed = names;
      await studio.readStudio();
    },
    asked,
    opened,
    /** As another tab does it, of which this one has not heard yet. */
    elsewhere: server,
    said,
    tell: (event: StudioEvent) => tell(event),
    hear: (event: PlayerEvent) => sound(event),
    /** Keeps back what is answered about saved rooms from now on. @returns what lets it go */
    holdRooms: () => {
      let letGo = () => {};
      answersOfRooms = new Promise((resolve) => {
        letGo = resolve;
      });
      return () => letGo();
    },
    failOnce: (code: StudioError['code']) => {
      failure = code;
    },
  };
}

/** Once all that was begun has been answered. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
