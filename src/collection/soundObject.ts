/** Where an object stands: on the user's own shelf, or on the one that ships with the package. */
export type Shelf = 'home' | 'starter';

/** One recording of an object, as it lies on the disk. */
export interface RecordingFile {
  /** File name without its folder, in Unicode NFC. */
  readonly name: string;
  readonly path: string;
}

/** One recording of an object as audio; what is learned is its transcription, which stands beside it. */
export interface AudioFile extends RecordingFile {
  /** The name of the recording that is its transcription; undefined if there is none yet. */
  readonly transcription: string | undefined;
}

/** What is kept of a photo that an object was taught from, not yet read. */
export interface TaughtFolder {
  /** Name of the folder. */
  readonly id: string;
  readonly folder: string;
  /** First 16 digits of the photo's checksum. */
  readonly photo: string;
  /** Whether it is a positive example; false for a photo that does not show the object, a negative one. */
  readonly isPositive: boolean;
  /** Whether it ships with the package. */
  readonly isShipped: boolean;
}

/** A thing that music was recorded about: object.json and the files beside it, not yet read. */
export interface SoundObject {
  readonly name: string;
  /** COCO labels it answers to; without any, it is heard where it is seen itself, which it has to be taught for. */
  readonly labels: readonly string[];
  /** General MIDI name, such as `acoustic grand piano`. */
  readonly instrument: string;
  /** General MIDI program of that instrument, 0–127. */
  readonly program: number;
  /** A sentence on the idea behind the recordings; may be empty. */
  readonly text: string;
  readonly shelf: Shelf;
  /** The name that the starter collection has for it and its decoder is under; only where the home has edited it. */
  readonly starterName?: string;
  /** Labels that an edit gave a starter object: it answers them as one of the home's own does. */
  readonly givenLabels?: readonly string[];
  /** Where its object.json stands. */
  readonly folder: string;
  /** Where its decoders stand, or will stand once it is trained. */
  readonly modelsFolder: string;
  /** In order of their names. */
  readonly recordings: readonly RecordingFile[];
  /** Audio among the recordings, in order of the names. */
  readonly audioFiles: readonly AudioFile[];
  /** Names of the files among the recordings that are neither and are not learned from. */
  readonly otherFiles: readonly string[];
  /** What it was taught from, so that it is seen itself; absent where it was not. */
  readonly taught?: readonly TaughtFolder[];
}
