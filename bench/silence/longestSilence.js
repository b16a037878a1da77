import midiFile from 'midi-file';

/**
 * The longest stretch of a written piece in which no key is down in any track, from the first bar line to the end of the
 * last bar. Read by a reader of others, so that whatever the writer shortens counts.
 *
 * @param midi bytes of a file of one tempo and one metre
 * @returns bars and seconds by its metre and tempo, the bar, from 0, in which it begins, and the tempo, quarters a minute
 */
export function longestSilence(midi) {
  const { header, tracks } = midiFile.parseMidi(midi);
  const said = (type) => tracks[0].find((message) => message.type === type);
  const { numerator, denominator } = said('timeSignature');
  const quarterSeconds = said('setTempo').microsecondsPerBeat / 1e6;
  const barTicks = (header.ticksPerBeat * 4 * numerator) / denominator;
  const endTicks = tracks[0].reduce((sum, { deltaTime }) => sum + deltaTime, 0);
  const longest = { ticks: 0, fromTicks: 0 };
  let untilTicks = 0;
  const held = [...tracks.flatMap(heldKeys), { from: endTicks, to: endTicks }];
  for (const { from, to } of held.sort((a, b) => a.from - b.from)) {
    if (from - untilTicks > longest.ticks) {
      Object.assign(longest, { ticks: from - untilTicks, fromTicks: untilTicks });
    }
    untilTicks = Math.max(untilTicks, to);
  }
  return {
    bars: longest.ticks / barTicks,
    seconds: (longest.ticks / header.ticksPerBeat) * quarterSeconds,
    fromBar: Math.floor(longest.fromTicks / barTicks),
    tempoBpm: 60 / quarterSeconds,
  };
}

/** From when to when each key of a track is down, in ticks. */
function heldKeys(messages) {
  const held = [];
  const down = new Map();
  let ticks = 0;
  for (const { deltaTime, type, noteNumber } of messages) {
    ticks += deltaTime;
    if (type === 'noteOn') down.set(noteNumber, [...(down.get(noteNumber) ?? []), ticks]);
    if (type === 'noteOff') held.push({ from: down.get(noteNumber).shift(), to: ticks });
  }
  return held;
}
