/** What goes wrong between the page and the listener: wrong and missing notes, and what a transcriber makes of a sound. */

/** @returns notes of the same shape by time, starts at 0 or later */
export function withFaults(notes, chance) {
  const missing = chance.happens(0.6) ? chance.between(0, 0.04) : 0;
  const wrong = chance.happens(0.6) ? chance.between(0, 0.025) : 0;
  let played = notes
    .filter(() => !chance.happens(missing))
    .flatMap((note) => {
      if (!chance.happens(wrong)) return [note];
      const beside = {
        ...note,
        pitch: note.pitch + chance.pick([-1, 1, -2, 2]),
        velocity: Math.max(8, note.velocity - 15),
      };
      const slipped = {
        ...beside,
        start: beside.start + chance.between(-0.03, 0.08),
        end: beside.start + chance.between(0.1, 0.2),
      };
      return chance.happens(0.5) ? [beside] : [note, slipped];
    });
  if (chance.happens(0.3)) played = asTranscribed(played, chance);
  return played
    .map((note) => ({ ...note, start: Math.max(0, note.start) }))
    .filter(({ start, end, pitch }) => end > start + 0.01 && pitch >= 21 && pitch <= 108)
    .sort((a, b) => a.start - b.start || a.pitch - b.pitch);
}

/** Onsets on analysis frames of 11.6 ms, soft notes lost, octaves and repeated strokes heard in, loudness and ends vague. */
function asTranscribed(notes, chance) {
  const frame = 256 / 22050;
  const lost = chance.between(0.02, 0.2);
  const octaves = chance.between(0, 0.04);
  const again = chance.between(0, 0.03);
  const timing = chance.between(0.002, 0.014);
  const cut = chance.between(0.5, 1);
  const onFrame = (seconds) => Math.round(seconds / frame) * frame;
  return notes.flatMap((note) => {
    if (chance.happens(lost * (note.velocity < 50 ? 1.8 : 0.7))) return [];
    const start = onFrame(note.start + chance.normal(timing));
    const end = start + Math.max(0.06, (note.end - note.start) * cut * chance.between(0.7, 1.1));
    const velocity = Math.max(
      8,
      Math.min(127, Math.round(note.velocity * 0.7 + 20 + chance.normal(9))),
    );
    const heard = [{ ...note, start, end, velocity }];
    if (chance.happens(octaves))
      heard.push({
        ...note,
        pitch: note.pitch + 12,
        start,
        end,
        velocity: Math.max(8, velocity - 20),
      });
    if (end - start > 0.5 && chance.happens(again)) {
      const struck = onFrame(start + chance.between(0.2, end - start - 0.1));
      heard[0] = { ...heard[0], end: struck };
      heard.push({ ...note, start: struck, end, velocity: Math.max(8, velocity - 15) });
    }
    return heard;
  });
}
