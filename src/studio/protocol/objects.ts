import type { TimeSignature } from '../../music/time.js';
import type { PackedNotes } from './packedNotes.js';

// What the server answers about objects, their takes and their trainings, as JSON.

/** GET /api/objects */
export interface ObjectsAnswer {
  /** The user's own, then the starter collection's, each by name. */
  readonly objects: readonly ObjectAnswer[];
  /** A line for each object that is broken: what is wrong with it, and who plays until it is mended. */
  readonly broken: readonly string[];
  /** What was removed and can be restored, the newest first. */
  readonly removed: readonly RemovedAnswer[];
  /** Those that wait or run, and how the last of each other object ended. */
  readonly trainings: readonly TrainingAnswer[];
}

export interface ObjectAnswer {
  readonly name: string;
  /** False for one of the starter collection. */
  readonly isOwn: boolean;
  /** COCO labels that it answers. */
  readonly labels: readonly string[];
  readonly text: string;
  /** General MIDI name. */
  readonly instrument: string;
  /** General MIDI program, 0–127. */
  readonly program: number;
  /** Photos that it was taught from. */
  readonly taughtPhotos: number;
  readonly takes: readonly TakeAnswer[];
  /** As `trainingState` has it. */
  readonly state: 'trained' | 'untrained' | 'stale' | 'broken';
  /** Why it is stale or broken, in a line; empty otherwise. */
  readonly stateNote: string;
}

/** A recording that lies in the collection; of audio, the audio stands for its transcription as well. */
export interface TakeAnswer {
  /** Its file name. */
  readonly file: string;
  readonly kind: TakeKind;
  /** How long its music lasts; null for what cannot be read and for audio that is not transcribed. */
  readonly seconds: number | null;
}

export type TakeKind = 'midi' | 'audio';

/** What was done to an object of which something can be brought back. */
export interface RemovedAnswer {
  /** What POST /api/removed/<entry> wants. */
  readonly entry: string;
  /** What the object was called. */
  readonly name: string;
  /** File names of the recordings or photos that were removed; none where it was the whole object. */
  readonly files: readonly string[];
  /** False for a starter object, which ships with the program and can be brought back however often what was removed is deleted. */
  readonly isDeletable: boolean;
}

/** A training of an object, as it is or as it ended. */
export interface TrainingAnswer {
  readonly object: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Epochs done, 0 to `epochs`. */
  readonly epoch: number;
  /** 0 until the first epoch is done. */
  readonly epochs: number;
  /** Mean of the epoch that was done last; null before. */
  readonly loss: number | null;
  /** Null while nothing is known of it. */
  readonly secondsLeft: number | null;
  /** What it waits for, why it failed, or what it came to; one line, or empty. */
  readonly message: string;
}

/** POST /api/drafts */
export interface DraftAnswer {
  readonly draft: string;
}

/** POST /api/drafts/<draft>/files: a recording that is not yet in the collection. */
export interface DraftFileAnswer {
  /** Under which it lies in the draft. */
  readonly name: string;
  readonly kind: TakeKind;
  readonly bytes: number;
  /** How long its music lasts; null for audio, which is not transcribed yet. */
  readonly seconds: number | null;
}

/** GET …/notes and GET /api/objects/<name>/takes/<file>: a recording as it is heard. */
export interface TakeNotesAnswer {
  readonly notes: PackedNotes;
  /** Steady: what sped up or slowed down lies where it sounds. */
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
  readonly lengthTicks: number;
  readonly seconds: number;
  /** What was left out of it, a line each. */
  readonly skipped: readonly string[];
}

/** POST /api/objects */
export interface AddedAnswer {
  readonly object: ObjectAnswer;
  /** What a person should know, a line each. */
  readonly notes: readonly string[];
}

/** What POST /api/objects takes. */
export interface NewTakes {
  readonly draft: string;
  /** Of an object that is there already, or of a new one. */
  readonly name: string;
  readonly labels?: readonly string[];
  readonly text?: string;
  readonly instrument?: string;
  readonly hints?: TakeHints;
}

/** What a person says of the beats. */
export interface TakeHints {
  readonly tempoBpm?: number;
  /** As `3/4`. */
  readonly metre?: string;
}

/** What PATCH /api/objects/<name> takes: what is left out stays. */
export interface ObjectChange {
  readonly name?: string;
  readonly labels?: readonly string[];
  readonly text?: string;
  readonly instrument?: string;
}

/** What the stream of events says about the collection. */
export type CollectionEvent =
  /** Something of the collection is another than before. */
  | { readonly kind: 'collection' }
  | ({ readonly kind: 'training' } & TrainingAnswer)
  /** How far a draft's file is transcribed, 0–1. */
  | {
      readonly kind: 'transcription';
      readonly draft: string;
      readonly file: string;
      readonly done: number;
    };
