/** Says of a picture, near the beginning of its file, that it was drawn here: only such a one may be written over. */
export const WRITTEN_BY = 'sound-mirror';
