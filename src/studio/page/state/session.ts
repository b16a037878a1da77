import { signal } from '@preact/signals';
import type { Box } from '../../../vision/box.js';
import type { PieceAnswer, RoomAnswer, StudioAnswer } from '../../protocol/answers.js';

/** What the page is busy with, for a person who waits. */
export type Busy = 'connecting' | 'sending' | 'photo' | 'detect' | 'compose' | 'file' | 'teach';

/** A line that stands until it is read. */
export interface Notice {
  readonly kind: 'error' | 'note';
  readonly text: string;
}

/** Where the music is, as the worklet told it last. */
export interface PlayingPlace {
  readonly ticks: number;
  readonly isPlaying: boolean;
  /** On the clock of the sound, in seconds. */
  readonly time: number;
  /** Of the 16 channels, 0–1. */
  readonly levels: readonly number[];
}

export interface ChosenNote {
  readonly piece: number;
  readonly track: number;
  readonly note: number;
}

/** Something that is played apart from the room's piece: a take, or what lies at a place of a map. */
export interface Auditioned {
  /** Counts up with each audition. */
  readonly id: number;
  /** What the page calls it, so that the button that began it is known; empty where it has no name. */
  readonly name: string;
  /** From its start, as told last. */
  readonly ticks: number;
  readonly lengthTicks: number;
  /** Of `ticks`, on the clock of the sound, in seconds. */
  readonly time: number;
}

/** State of the screen, which no undo touches and no file keeps. */
export function openSession() {
  return {
    /** What the page shows. */
    view: signal<'room' | 'collection'>('room'),
    studio: signal<StudioAnswer | undefined>(undefined),
    room: signal<RoomAnswer | undefined>(undefined),
    /** Address of the photo's picture. */
    photo: signal<string | undefined>(undefined),
    piece: signal<PieceAnswer | undefined>(undefined),
    /** Number of the piece that sounds; another one waits for the next bar. */
    soundingPiece: signal<number | undefined>(undefined),
    loadedPiece: signal<number>(0),
    busy: signal<Busy | undefined>('connecting'),
    /** How far the file is that is being made, 0–1. */
    fileDone: signal(0),
    notice: signal<Notice | undefined>(undefined),
    /** `lost` while the server does not answer; `unknown` where it does not know this page: it was started anew, or the cookie is gone. */
    connection: signal<'open' | 'lost' | 'unknown'>('open'),
    isPlaying: signal(false),
    isRepeating: signal(false),
    place: signal<PlayingPlace>({ ticks: 0, isPlaying: false, time: 0, levels: [] }),
    /** What sounds apart from the piece; undefined where nothing does. */
    auditioned: signal<Auditioned | undefined>(undefined),
    /** Name of the object whose map is shown over the page. */
    mapped: signal<string | undefined>(undefined),
    solos: signal<ReadonlySet<string>>(new Set()),
    /** Name of the lane that is looked at, here or on the photo. */
    lookedAt: signal<string | undefined>(undefined),
    /** A note that a person asks about: indices of its track and in it, and the number of the piece that they are of. */
    chosenNote: signal<ChosenNote | undefined>(undefined),
    /** Index of the track that answers each box, by the box's id; boxes that no object answers are not in it. */
    answers: signal<ReadonlyMap<string, number>>(new Map()),
    /** Id of the box that is chosen on the photo. */
    chosenBox: signal<string | undefined>(undefined),
    /** Whether the next drag on the photo draws a box. */
    isDrawing: signal(false),
    /** A box that was drawn and has no name yet, in pixels of the photo. */
    drawnBox: signal<Box | undefined>(undefined),
    /** Pixels to a bar; undefined for as many as fit. */
    barWidth: signal<number | undefined>(undefined),
  };
}

export type Session = ReturnType<typeof openSession>;
