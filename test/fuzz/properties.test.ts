import toneMidi from '@tonejs/midi';
import fc from 'fast-check';
import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { loadDecoder, saveDecoder } from '../../src/autoencoder/decoderFile.js';
import { formatObjectFile, parseObjectFile } from '../../src/collection/objectFile.js';
import { MirrorError } from '../../src/errors.js';
import { INSTRUMENTS } from '../../src/music/instruments.js';
import type { Note } from '../../src/music/note.js';
import type { Score } from '../../src/music/score.js';
import { writeMidi } from '../../src/output/writeMidi.js';
import { readRecording } from '../../src/recordings/readRecording.js';
import { intersectionOverUnion, unionArea } from '../../src/vision/box.js';
import type { Candidate } from '../../src/vision/candidates.js';
import { COCO_LABELS } from '../../src/vision/labels.js';
import { mergeCandidates } from '../../src/vision/mergeCandidates.js';
import { layOutViews } from '../../src/vision/tiles.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';

const LENGTH = 4 * 1920;
const note = fc
  .record({
    pitch: fc.integer({ min: 0, max: 127 }),
    velocity: fc.integer({ min: 1, max: 127 }),
    startTicks: fc.integer({ min: 0, max: LENGTH - 1 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, ...rest }): Note => {
    const longest = LENGTH - rest.startTicks;
    return { ...rest, durationTicks: 1 + Math.floor(share * (longest - 1)) };
  });
const notes = fc
  .array(note, { maxLength: 60 })
  .map((some) => some.sort((a, b) => a.startTicks - b.startTicks || a.pitch - b.pitch));
const score: fc.Arbitrary<Score> = fc.record({
  title: fc.string({ unit: 'grapheme', maxLength: 40 }),
  tempoBpm: fc.double({ min: 20, max: 400, noNaN: true }),
  timeSignature: fc.record({
    beats: fc.integer({ min: 1, max: 16 }),
    beatUnit: fc.constantFrom(1, 2, 4, 8, 16),
  }),
  lengthTicks: fc.constant(LENGTH),
  parts: fc
    .array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 30 }), notes), { maxLength: 15 })
    .map((parts) =>
      parts.map(([name, played], i) => ({
        name,
        midiChannel: i < 9 ? i : i + 1,
        program: i * 8,
        gainDb: -i,
        pan: i / 15,
        notes: played,
      })),
    ),
});

describe('whatever is composed', () => {
  it('becomes a MIDI file in which two other readers hear the same notes, each ended, none beyond the end', () => {
    fc.assert(
      fc.property(score, (composed) => {
        const bytes = writeMidi(composed);
        const { tracks } = parseMidi(bytes);
        const others = new toneMidi.Midi(bytes).tracks;
        expect(tracks).toHaveLength(composed.parts.length + 1);
        for (const [i, part] of composed.parts.entries()) {
          const pressed = pressesOf(tracks[i + 1] ?? []);
          const written = part.notes.map(({ startTicks, pitch }) => `${startTicks} ${pitch}`);
          expect(new Set(pressed)).toEqual(new Set(written));
          const other = others.find(({ channel }) => channel === part.midiChannel);
          expect(other?.notes.length ?? 0).toBe(pressed.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Ticks and keys of the notes that begin in a track; every one must end, and within the piece. */
function pressesOf(events: ReturnType<typeof parseMidi>['tracks'][number]): string[] {
  const pressed: string[] = [];
  const down = new Map<number, number>();
  let ticks = 0;
  for (const event of events) {
    ticks += event.deltaTime;
    if (event.type !== 'noteOn' && event.type !== 'noteOff') continue;
    const isOn = event.type === 'noteOn' && event.velocity > 0;
    down.set(event.noteNumber, (down.get(event.noteNumber) ?? 0) + (isOn ? 1 : -1));
    if (isOn) pressed.push(`${ticks} ${event.noteNumber}`);
    expect(ticks).toBeLessThanOrEqual(LENGTH);
  }
  expect([...down.values()].every((count) => count === 0)).toBe(true);
  return pressed;
}

describe('whatever is written', () => {
  it('comes back: an object', () => {
    const description = fc.record({
      name: fc.constant('kettle'),
      labels: fc.uniqueArray(fc.constantFrom(...COCO_LABELS), { minLength: 1, maxLength: 5 }),
      program: fc.integer({ min: 0, max: 127 }),
      text: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(description, (some) => {
        const object = { ...some, instrument: INSTRUMENTS[some.program] as string };
        const bytes = new TextEncoder().encode(formatObjectFile(object));
        expect(parseObjectFile(bytes, 'kettle')).toEqual(object);
      }),
    );
  });

  it.each(['phrase', 'seed'] as const)('comes back: a decoder of kind %s', (kind) => {
    const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (floats) => {
        const decoder = tinyDecoder(kind, { object: 'kettle', recordings: [] });
        for (const array of Object.values(decoder.weights)) {
          for (let i = 0; i < array.length; i++) array[i] = floats[i % floats.length] as number;
        }
        expect(loadDecoder(saveDecoder(decoder))).toEqual(decoder);
      }),
    );
  });
});

describe('whatever bytes are given', () => {
  it('readRecording reads them or refuses them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const named = Uint8Array.from([
          ...Buffer.from('MThd\0\0\0\x06\0\x01\0\x01\x01\xe0MTrk', 'latin1'),
          ...bytes,
        ]);
        try {
          expect(readRecording(named, 'any.mid').performance.notes.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(MirrorError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('whatever is seen', () => {
  const views = layOutViews({ width: 1000, height: 800 });
  const box = fc.record({
    x: fc.integer({ min: 0, max: 900 }),
    y: fc.integer({ min: 0, max: 700 }),
    width: fc.integer({ min: 1, max: 100 }),
    height: fc.integer({ min: 1, max: 100 }),
  });
  const candidates = fc.array(
    fc.record({
      classIndex: fc.integer({ min: 0, max: 2 }),
      confidence: fc.constantFrom(0.4, 0.5, 0.5, 0.9),
      box,
      view: fc.constantFrom(...views),
    }),
    { maxLength: 12 },
  ) as fc.Arbitrary<Candidate[]>;

  it('is merged alike in whatever order it was proposed, and of one label no two are one thing', () => {
    const shuffled = candidates.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const boxes = (some: readonly Candidate[]) =>
          mergeCandidates(some).map(({ classIndex, confidence, box }) => ({
            classIndex,
            confidence,
            box,
          }));
        expect(boxes(other)).toEqual(boxes(all));
        expect(mergeCandidates(all).length > 0).toBe(all.length > 0);
        for (const kept of boxes(all)) expect(all.map((one) => one.box)).toContainEqual(kept.box);
      }),
      { numRuns: 300 },
    );
  });

  it('covers no more than the sum of its boxes and no less than the largest', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 8 }), (boxes) => {
        const areas = boxes.map(({ width, height }) => width * height);
        const union = unionArea(boxes);
        expect(union).toBeLessThanOrEqual(areas.reduce((sum, area) => sum + area, 0));
        expect(union).toBeGreaterThanOrEqual(Math.max(...areas));
        for (const one of boxes) expect(intersectionOverUnion(one, one)).toBe(1);
      }),
    );
  });
});
