/** Swing: halves of a beat that are not equal. */

/**
 * Whether a take's off-beats already stand late: more notes near two thirds of a beat than near its half.
 * @param notes in ticks
 */
export function isSwungAlready(notes, beatTicks) {
  let thirds = 0;
  let halves = 0;
  for (const { startTicks } of notes) {
    const place = (startTicks % beatTicks) / beatTicks;
    if (Math.abs(place - 2 / 3) < 0.06 || Math.abs(place - 1 / 3) < 0.06) thirds++;
    if (Math.abs(place - 1 / 2) < 0.06) halves++;
  }
  return thirds > halves / 2 && thirds > notes.length / 20;
}

/**
 * Where a tick goes when the first half of each beat lasts `ratio` times the second.
 * @example swungTick(240, { beatTicks: 480, ratio: 2 }) // 320
 */
export function swungTick(tick, { beatTicks, ratio }) {
  const beat = Math.floor(tick / beatTicks);
  const place = tick / beatTicks - beat;
  const first = ratio / (1 + ratio);
  const swung = place < 0.5 ? place * 2 * first : first + (place - 0.5) * 2 * (1 - first);
  return (beat + swung) * beatTicks;
}
