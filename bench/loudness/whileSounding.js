/** A block softer than this is silence, as in ITU-R BS.1770. */
const SILENCE_LUFS = -70;

/** In LUFS, what BS.1770 gives for an energy of 1. */
const OFFSET_LUFS = -0.691;

/**
 * Loudness while sounding: the mean energy of the momentary blocks (K-weighted, 400 ms, 100 ms apart) that are not silence.
 *
 * @param momentaryLufs of a part rendered alone
 * @param levelDb by which it is to be made softer first
 * @returns LUFS; −∞ where no block is louder than −70
 */
export function loudnessWhileSounding(momentaryLufs, levelDb = 0) {
  const sounding = momentaryLufs
    .map((lufs) => lufs + levelDb)
    .filter((lufs) => lufs > SILENCE_LUFS)
    .map((lufs) => 10 ** ((lufs - OFFSET_LUFS) / 10));
  const energy = sounding.reduce((sum, each) => sum + each, 0) / sounding.length;
  return sounding.length === 0 ? -Infinity : OFFSET_LUFS + 10 * Math.log10(energy);
}
