import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { trainObject, writeDecoder } from 'sound-mirror';

const TAKES = 3;
const BARS = 24;

/**
 * Objects such as a person may record whose music is mostly rest: how far one stroke is from the next and how long it is held, in
 * quarters, take by take in turn. `drip` is free: its takes have no beat, and 120 quarters are a minute.
 */
const SLOW = [
  { name: 'bell', beats: 4, tempoBpm: 60, program: 14, every: [8, 12, 9], held: [1, 2] },
  { name: 'tide', beats: 4, tempoBpm: 48, program: 42, every: [16, 14], held: [7, 5, 9] },
  { name: 'fog', beats: 3, tempoBpm: 40, program: 73, every: [12, 6, 15], held: [3, 1] },
  { name: 'drip', beats: 4, tempoBpm: 120, program: 8, every: [13, 28, 19.5], held: [0.5, 1.5] },
];
const CHORDS = [[48], [55, 60], [52], [57, 64, 67], [50], [53, 60]];

/**
 * Learns the slow objects, a few seconds each.
 *
 * @param folder for their decoders
 * @returns players as `planPieces` takes them
 */
export async function learnSlowObjects(folder) {
  const players = [];
  for (const slow of SLOW) {
    const { name, program } = slow;
    const recordings = Array.from({ length: TAKES }, (_, take) => composeTake(slow, take));
    const decoder = await trainObject(recordings, { object: name, backend: 'wasm' });
    const object = { name, program, labels: [name], modelsFolder: join(folder, name) };
    await writeDecoder(object, decoder);
    players.push({ object, decoder, isSlow: true });
  }
  return players;
}

function composeTake({ name, beats, tempoBpm, every, held }, take) {
  const lengthTicks = BARS * beats * 480;
  const notes = [];
  let startTicks = take * 480;
  for (let i = take; startTicks < lengthTicks; i++) {
    const durationTicks = held[i % held.length] * 480;
    for (const pitch of CHORDS[i % CHORDS.length]) {
      notes.push({ pitch, startTicks, durationTicks, velocity: 50 + 7 * (i % 4) });
    }
    startTicks += every[i % every.length] * 480;
  }
  const ownTempoBpm = name === 'drip' ? tempoBpm : tempoBpm + 4 * take;
  const performance = {
    name: `${name}-${take}.mid`,
    notes,
    lengthTicks,
    tempoBpm: ownTempoBpm,
    tempoChanges: [{ ticks: 0, tempoBpm: ownTempoBpm }],
    timeSignature: { beats, beatUnit: 4 },
    isFree: name === 'drip',
  };
  const sha256 = createHash('sha256').update(JSON.stringify(performance)).digest('hex');
  return { name: performance.name, sha256, performance };
}
