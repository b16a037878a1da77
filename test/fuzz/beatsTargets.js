// Beats on any list of notes, and what stands about them beside a recording.
import { strict as assert } from 'node:assert';
import { findBeats, layOnBeats } from 'sound-mirror';
import { formatBeatsFile, parseBeatsFile } from '../../dist/collection/beatsFile.js';
import { checkNotes } from './midiTargets.js';

/** A note is 8 bytes: pitch, velocity, onset in ten milliseconds (24 bits), duration in milliseconds (24 bits). */
const NOTE_BYTES = 8;

/** A march of two hands at 100 beats a minute, and one that begins again after an hour. */
export function goodNotes() {
  const march = (from) =>
    Array.from({ length: 64 }, (_, i) => [36 + 7 * (i % 5), 90 - 20 * (i % 4), from + 30 * i, 250]);
  return [march(50), [...march(50), ...march(360_000)]].map((notes) =>
    Buffer.concat(
      notes.map(([pitch, velocity, onset, duration]) => {
        const bytes = Buffer.alloc(NOTE_BYTES);
        bytes[0] = pitch;
        bytes[1] = velocity;
        bytes.writeUIntBE(onset, 2, 3);
        bytes.writeUIntBE(duration, 5, 3);
        return bytes;
      }),
    ),
  );
}

export function beatsRise(bytes) {
  const notes = Array.from({ length: Math.floor(bytes.length / NOTE_BYTES) }, (_, i) => {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset + i * NOTE_BYTES, NOTE_BYTES);
    return {
      pitch: view[0] & 127,
      velocity: Math.max(1, view[1] & 127),
      startSeconds: view.readUIntBE(2, 3) / 100,
      durationSeconds: Math.max(1, view.readUIntBE(5, 3)) / 1000,
    };
  });
  const found = findBeats(notes);
  const { beats, downbeats, confidence, tempoBpm, metre } = found;
  assert(confidence >= 0 && confidence <= 1);
  assert(
    beats.every((beat, i) => Number.isFinite(beat) && beat >= 0 && beat > (beats[i - 1] ?? -1)),
  );
  const known = new Set(beats);
  assert(downbeats.every((downbeat) => known.has(downbeat)));
  assert.equal(tempoBpm === null, beats.length === 0);
  assert.equal(metre === null, beats.length === 0);
  if (notes.length === 0) return;
  const { performance } = layOnBeats(notes, { beats: found, name: 'take.mid' });
  checkNotes(performance.notes, performance.lengthTicks + 1);
  const kept = { hints: {}, checksum: 'a'.repeat(64), grid: 'found', beats: found };
  assert.equal(parseBeatsFile(formatBeatsFile(kept)).isDamaged, false);
}
