import { saveDecoder, trainObject } from 'sound-mirror';
import { drawPieces } from '../../dist/evaluation/draws/draws.js';
import { measureOverlap } from '../../dist/evaluation/measures/overlap.js';
import { toMeasuredPerformance } from '../../dist/events/measuredPerformance.js';

/**
 * Learns a set of takes and lets its decoder play.
 *
 * @param takes as `trainObject` takes them
 * @param options.seed of the training and of the draws
 * @param options.draws phrases drawn
 * @param options.onNote called with what cannot be learned as it is, a line each
 * @returns two records of cells, by the titles of their columns: what is recorded, and what is learned
 */
export async function measureSet(set, takes, { seed, draws, onNote }) {
  const pieces = takes.map(({ performance }) => toMeasuredPerformance(performance));
  const startedMs = performance.now();
  const startedCpu = process.cpuUsage();
  const decoder = await trainObject(takes, { object: set, seed, backend: 'wasm', onNote });
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(startedCpu);
  const { pieces: drawn } = await drawPieces(decoder, pieces, { draws, seed });
  return {
    recorded: { set, ...describeRecordings(pieces) },
    learned: {
      set,
      'train, s': seconds.toFixed(1),
      'of CPU, s': ((user + system) / 1e6).toFixed(1),
      KB: Math.round(bytesOf(decoder) / 1000),
      ...describeTraining(decoder.training),
    },
    played: {
      set,
      'single notes recorded': share(singleNotes(pieces)),
      drawn: share(singleNotes(drawn)),
      ...describeOverlap(measureOverlap(drawn, pieces)),
    },
  };
}

function describeRecordings(pieces) {
  const events = pieces.flatMap((piece) => piece.events);
  const tempi = pieces.map((piece) => Math.round(piece.performance.tempoBpm));
  const seconds = sum(pieces.map((piece) => piece.secondsAt(piece.performance.lengthTicks)));
  const notes = sum(pieces.map((piece) => piece.performance.notes.length));
  return {
    takes: pieces.length,
    minutes: (seconds / 60).toFixed(1),
    'tempi, bpm': `${Math.min(...tempi)}–${Math.max(...tempi)}`,
    events: events.length,
    chords: new Set(events.map(({ pitches }) => pitches.join(' '))).size,
    'notes/s': (notes / seconds).toFixed(1),
  };
}

/** `prediction` is missing where a decoder does not predict an event from those before it. */
function describeTraining({ reconstruction, prediction }) {
  return {
    'chords behind four': share(prediction?.chord),
    'distances behind four': share(prediction?.distance),
    'chords from z': share(reconstruction.chord),
    'distances from z': share(reconstruction.distance),
  };
}

function describeOverlap({ pooled, leftOut }) {
  return {
    polyphony: share(pooled.polyphony),
    'onsets, s': share(pooled.onsetDistance),
    mean: share(pooled.mean),
    'mean of one left out': share(leftOut?.mean),
  };
}

/** Share of the events that are one note. */
function singleNotes(pieces) {
  const events = pieces.flatMap((piece) => piece.events);
  return events.filter(({ pitches }) => pitches.length === 1).length / events.length;
}

function bytesOf(decoder) {
  const { json, weights } = saveDecoder(decoder);
  return Buffer.byteLength(json) + weights.byteLength;
}

function share(value) {
  return value?.toFixed(2) ?? '–';
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
