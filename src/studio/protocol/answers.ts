import type { MirrorErrorCode } from '../../errors.js';
import type { KeySignature } from '../../music/keySignature.js';
import type { TimeSignature } from '../../music/time.js';
import type { Box } from '../../vision/box.js';
import type { Detection } from '../../vision/detection.js';
import type { CollectionEvent } from './objects.js';
import type { PackedNotes } from './packedNotes.js';
import type { DialName } from './pieceSettings.js';

// What the server answers, as JSON.

/** GET /api/studio */
export interface StudioAnswer {
  /** Another one after each start of the server, whose rooms are then gone. */
  readonly run: string;
  /** The user's collection; null where there is none. */
  readonly home: string | null;
  /** Names of the rooms that are saved in it. */
  readonly saved: readonly string[];
  /** Rooms that were removed and can be restored, the newest first. */
  readonly removedRooms: readonly RemovedRoomAnswer[];
  /** Names of the sample rooms. */
  readonly samples: readonly string[];
  /** Names of the objects of the collection. */
  readonly objects: readonly string[];
  /** Names that objects had before, and their names now. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly dials: Readonly<Record<DialName, Dial>>;
  /** Most bytes that a photo may have. */
  readonly mostPhotoBytes: number;
}

/** DELETE /api/saved/<name>: a saved room that was removed. */
export interface RemovedRoomAnswer {
  /** What POST /api/removed-rooms/<entry> wants. */
  readonly entry: number;
  /** What it was called. */
  readonly name: string;
}

/** PATCH /api/saved/<name> and POST /api/removed-rooms/<entry>: the name that a saved room has now. */
export interface RoomNameAnswer {
  readonly name: string;
}

/** What was done to a saved room, so that a page that shows it knows it by its name. */
export type RoomChange =
  | { readonly what: 'saved'; readonly name: string }
  | { readonly what: 'renamed'; readonly formerName: string; readonly name: string }
  | { readonly what: 'removed'; readonly name: string; readonly entry: number }
  | { readonly what: 'restored'; readonly entry: number; readonly name: string }
  /** The removed rooms were deleted for good. */
  | { readonly what: 'emptied' };

/** What a number may be, both ends included. */
export interface Dial {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  /** Undefined where it comes from the photo or the objects. */
  readonly standard?: number;
}

/** POST /api/rooms and POST /api/samples/<name>: a photo that was looked at. */
export interface RoomAnswer {
  readonly room: string;
  /** Of the music, unless something else is asked for: the name of the photo's file, without its ending. */
  readonly title: string;
  /** Of the upright photo, in pixels. */
  readonly width: number;
  readonly height: number;
  /** What was odd about the photo or the taught things, one line each. */
  readonly notes: readonly string[];
}

/** POST /api/saved/<name> and POST /api/removed-rooms/<entry>/room: a room that was saved, looked at again, with what was made of it. */
export interface SavedRoomAnswer extends RoomAnswer {
  readonly document: unknown;
  /** Of the room as it was read; sent back with what is saved in its place. */
  readonly revision: string;
}

/** PUT /api/saved/<name>: a room to be saved. */
export interface SaveRequest {
  readonly room: string;
  readonly document: unknown;
  /** Of the room of that name that it was made from; undefined for none. */
  readonly revision?: string;
  /** Whether a room of another revision is replaced, and kept among the removed ones; without it the answer is an error, `changed`. */
  readonly mayReplace?: boolean;
}

/** PUT /api/saved/<name> */
export interface SaveAnswer {
  readonly revision: string;
  /** A room of another revision that it replaced; null for none. */
  readonly removed: RemovedRoomAnswer | null;
}

/** POST /api/rooms/<room>/piece */
export interface PieceAnswer {
  readonly title: string;
  readonly seed: number;
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
  readonly key: KeySignature | null;
  readonly bars: number;
  readonly lengthTicks: number;
  /** What it is made louder by to be listened to; files have headroom of their own. */
  readonly makeUpDb: number;
  /** Those of which it was composed, best first. */
  readonly detections: readonly Detection[];
  readonly tracks: readonly TrackAnswer[];
  /** Seen, but without recordings or without a trained decoder; largest first. */
  readonly unmatched: readonly { readonly label: string; readonly areaShare: number }[];
  readonly notes: readonly string[];
}

/** A track of the piece, in the order of the MIDI file. */
export interface TrackAnswer {
  /** Of the part: the object's name, with the instance behind it where there are several. */
  readonly name: string;
  readonly object: string;
  /** The sentence of the object's idea; empty where it has none. */
  readonly idea: string;
  readonly labels: readonly string[];
  readonly taught: boolean;
  readonly areaShare: number;
  /** In pixels of the upright photo, largest first. */
  readonly boxes: readonly Box[];
  readonly midiChannel: number;
  readonly program: number;
  readonly gainDb: number;
  readonly trimDb: number;
  readonly pan: number;
  readonly notes: PackedNotes;
}

/** What does not work out, whatever was asked for; `message` is one line for a person. */
export interface ErrorAnswer {
  /** `changed`: a room of that name was saved elsewhere. */
  readonly code: MirrorErrorCode | 'refused' | 'busy' | 'gone' | 'changed' | 'failed';
  readonly message: string;
}

/** What the stream of GET /api/events carries. */
export type StudioEvent =
  | { readonly kind: 'hello'; readonly run: string }
  /** The collection has changed: what is told of it, and rooms that were opened with it, are out of date. */
  | { readonly kind: 'collection' }
  /** A saved room is another than before. */
  | { readonly kind: 'rooms'; readonly change: RoomChange }
  /** A photo is on its way; `job` is what the page called it. */
  | { readonly kind: 'stage'; readonly job: string; readonly stage: 'photo' | 'detect' }
  /** A file is being made; `done` is 0–1. */
  | { readonly kind: 'file'; readonly job: string; readonly done: number }
  | CollectionEvent;

/** Name of the sample room that a page opens with. */
export const FIRST_SAMPLE = 'kitchen';

/** Files that can be taken away, by the endings of their names; `zip` holds a WAV file of each voice. */
export const TAKE_AWAY_FORMATS = ['mid', 'wav', 'mp3', 'zip', 'png', 'svg'] as const;

export type TakeAwayFormat = (typeof TAKE_AWAY_FORMATS)[number];
