import { AUDIO_ENDING, MIDI_ENDING } from '../../collection/names/recordingName.js';

/** What a command reads, and how such files end. */
export interface InputKind {
  /** Several of them, for messages. */
  readonly plural: 'photos' | 'recordings';
  /** Whether the name of a file ends like one. */
  readonly isNamedSo: (name: string) => boolean;
  /** Why a file that ends like another format of the same is not read; undefined for all others. */
  readonly whyNotRead: (name: string) => string | undefined;
}

/** Pictures of phones, cameras and painting programs that the photo reader refuses. */
const OTHER_PICTURE = /\.(?:bmp|jxl|jp2|j2k|psd|dng|cr[23w]|nef|arw|raf|orf|rw2|pef|srw)$/i;

export const PHOTOS: InputKind = {
  plural: 'photos',
  isNamedSo: (name) => /\.(?:jpe?g|jpe|jfif|png|webp|avif|gif|tiff?|hei[cf]|hif)$/i.test(name),
  whyNotRead: (name) => (OTHER_PICTURE.test(name) ? 'not read: export it as JPEG' : undefined),
};

export const RECORDINGS: InputKind = {
  plural: 'recordings',
  isNamedSo: (name) => MIDI_ENDING.test(name) || AUDIO_ENDING.test(name),
  whyNotRead: () => undefined,
};
