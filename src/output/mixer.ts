/** The controller at which a part sounds as it is: the loudest part of a score, 0 dB. */
const FULL_LEVEL = 127;

/** What every channel sends to the room until a file says otherwise (General MIDI 2), for the loudest part. */
const NEAR_ROOM = 40;

/** What the softest parts send, 4 dB more: they stand at the back. */
const FAR_ROOM = 64;

/** From here on a part stands as far back as any. */
const FARTHEST_DB = -18;

const LEFT_EDGE = 0;
const CENTRE = 64;
const RIGHT_EDGE = 127;

/**
 * Loudness as channel volume (CC7) or expression (CC11), whose decibels add up, by the General MIDI law,
 * dB = 40·log10(cc ÷ 127).
 *
 * 0 dB is 127: either can only make softer, so headroom is left to the master volume of whatever plays the
 * file, and the softer parts keep all the steps there are.
 *
 * @param levelDb 0 or below
 * @returns 0–127, within 0.2 dB of the law down to −18 dB, within 0.4 dB down to −30, within 0.6 dB down to −36
 * @example levelValue(-18) // 45
 */
export function levelValue(levelDb: number): number {
  return Math.round(FULL_LEVEL * 10 ** (levelDb / 40));
}

/**
 * Where a part stands as channel pan (CC10); 64 is the middle, and either side uses all of its steps.
 *
 * @param pan −1 (left) to 1 (right)
 * @returns 0–127
 * @example panValue(-0.5) // 32
 */
export function panValue(pan: number): number {
  const steps = pan < 0 ? CENTRE - LEFT_EDGE : RIGHT_EDGE - CENTRE;
  return Math.round(CENTRE + pan * steps);
}

/**
 * How much of a part the room gives back, as reverb send (CC91): the softer, the farther, the more room.
 *
 * @param gainDb 0 or below, by which the part is softer than the loudest
 * @returns 40 at 0 dB, which is General MIDI's own, to 64 at −18 dB and below, in a straight line
 * @example roomValue(-9) // 52
 */
export function roomValue(gainDb: number): number {
  const distance = Math.min(1, gainDb / FARTHEST_DB);
  return Math.round(NEAR_ROOM + distance * (FAR_ROOM - NEAR_ROOM));
}
