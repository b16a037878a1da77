/** Starter takes with a tempo map that is true: as they are, at another tempo, and bending. Their grid must be kept. */
import { readFileSync } from 'node:fs';
import midiFile from 'midi-file';
import { seededRandom } from '../../dist/math/random.js';
import { readRecording } from '../../dist/recordings/readRecording.js';
import { measuredObjects } from './measuredObjects.js';

export const TEMPO_MAPS = ['as composed', 'another tempo', 'bending tempo'];

/**
 * One take of each object.
 * @returns `{ name, condition, bytes, notes }`: MIDI bytes, and the notes in ticks that must come back from them
 */
export function trueTempoTakes(objects) {
  return measuredObjects(objects).map((object, row) => {
    const recording = object.recordings[(row + 4) % object.recordings.length];
    const original = new Uint8Array(readFileSync(recording.path));
    const condition = TEMPO_MAPS[row % TEMPO_MAPS.length];
    const random = seededRandom(`tempo map ${object.name}`);
    const { notes } = readRecording(original, recording.name).performance;
    return {
      name: `${object.name} ${recording.name}`,
      condition,
      bytes: WRITERS[condition](original, random),
      notes,
    };
  });
}

const WRITERS = {
  'as composed': (bytes) => bytes,
  'another tempo': (bytes, random) => {
    const factor = 2 ** (1.6 * random() - 0.8);
    return rewritten(bytes, (midi) => {
      for (const event of midi.tracks.flat()) {
        if (event.type === 'setTempo')
          event.microsecondsPerBeat = Math.round(event.microsecondsPerBeat * factor);
      }
    });
  },
  'bending tempo': (bytes, random) => {
    const phase = random() * 2 * Math.PI;
    return rewritten(bytes, (midi) => {
      const { ticksPerBeat } = midi.header;
      const conductor = midi.tracks[0];
      const first = conductor.find(({ type }) => type === 'setTempo').microsecondsPerBeat;
      const placed = atTicks(conductor).filter(({ event }) => event.type !== 'setTempo');
      const end = placed.at(-1).ticks;
      for (let quarter = 0; quarter * ticksPerBeat < end; quarter++) {
        const bend = 1 + 0.15 * Math.sin((2 * Math.PI * quarter) / 16 + phase);
        placed.push({
          ticks: quarter * ticksPerBeat,
          event: { type: 'setTempo', meta: true, microsecondsPerBeat: Math.round(first / bend) },
        });
      }
      // The end of the track stays last, since sorting keeps the order at one tick and it stands at the end alone.
      midi.tracks[0] = inDeltas(placed.sort((a, b) => a.ticks - b.ticks));
    });
  },
};

function rewritten(bytes, change) {
  const midi = midiFile.parseMidi(bytes);
  change(midi);
  return new Uint8Array(midiFile.writeMidi(midi));
}

function atTicks(events) {
  let ticks = 0;
  return events.map((event) => {
    ticks += event.deltaTime;
    return { ticks, event };
  });
}

function inDeltas(placed) {
  let before = 0;
  return placed.map(({ ticks, event }) => {
    const deltaTime = ticks - before;
    before = ticks;
    return { ...event, deltaTime };
  });
}
