import { AUDIO_ENDING, MIDI_ENDING } from '../../collection/names/recordingName.js';

/** What a command reads, and how such files end. */
export interface InputKind {
  /** Several of them, for messages. */
  readonly plural: 'photos' | 'recordings';
  /** Whether the name of a file ends like one. */
  readonly isNamedSo: (name: string) => boolean;
}

export const PHOTOS: InputKind = {
  plural: 'photos',
  isNamedSo: (name) => /\.(?:jpe?g|jpe|jfif|png|webp|avif|gif|tiff?|hei[cf]|hif)$/i.test(name),
};

export const RECORDINGS: InputKind = {
  plural: 'recordings',
  isNamedSo: (name) => MIDI_ENDING.test(name) || AUDIO_ENDING.test(name),
};
