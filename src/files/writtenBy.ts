/** Says of a picture or of sound, near the beginning of its file, that it was made here: only such a one may be written over. */
export const WRITTEN_BY = 'sound-mirror';
