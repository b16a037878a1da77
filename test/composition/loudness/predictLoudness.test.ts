import { describe, expect, it } from 'vitest';
import { createLoudnessMeter } from '../../../src/audio/loudness.js';
import { predictLoudness } from '../../../src/composition/loudness/predictLoudness.js';
import type { Note } from '../../../src/music/note.js';
import { writeMidi } from '../../../src/output/writeMidi.js';
import { renderAudio } from '../../../src/renderAudio.js';
import { packagedSoundFont } from '../../synthesis/packagedSoundFont.js';

const ORGAN = 19;
const PIZZICATO = 45;

const options = { tempoBpm: 97, font: 'fluidR3Mono' } as const;

/** Notes of a fifth and an octave in turn, so many ticks apart. */
const strokes = (count: number, change: Partial<Note> = {}, apart = 480): Note[] =>
  Array.from({ length: count }, (_, i) => ({
    pitch: 55 + 7 * (i % 2) + 12 * (i % 3),
    startTicks: i * apart,
    durationTicks: 430,
    velocity: 67,
    ...change,
  }));

const predicted = (notes: readonly Note[], program = ORGAN): number =>
  predictLoudness({ notes, program }, options) as number;

describe('predictLoudness', () => {
  it('is undefined for a part without notes', () => {
    expect(predictLoudness({ notes: [], program: ORGAN }, options)).toBeUndefined();
  });

  it('adds the powers of notes that sound together', () => {
    const low = strokes(13, { pitch: 55 });
    const high = strokes(13, { pitch: 67 });
    const sum = 10 ** (predicted(low) / 10) + 10 ** (predicted(high) / 10);
    expect(predicted([...low, ...high])).toBeCloseTo(10 * Math.log10(sum), 1);
  });

  it('does not count the bars in which a part rests', () => {
    const again = strokes(13).map((note) => ({ ...note, startTicks: note.startTicks + 48_000 }));
    const changeDb = predicted([...strokes(13), ...again]) - predicted(strokes(13));
    expect(Math.abs(changeDb)).toBeLessThan(0.2);
  });

  it('takes strokes that die away, far apart, for softer than close ones', () => {
    const apart = predicted(strokes(13, {}, 960), PIZZICATO);
    expect(apart).toBeLessThan(predicted(strokes(13, {}, 240), PIZZICATO) - 2);
  });

  it('ends a note where its key is struck again', () => {
    const [first, second] = strokes(2, { pitch: 60 });
    const long = { ...(first as Note), durationTicks: 1430 };
    expect(predicted([long, second as Note])).toBe(
      predicted([{ ...long, durationTicks: 480 }, second as Note]),
    );
  });

  // What the renderer that ships plays: the differences of parts, not their level, which the master volume decides.
  it('foretells within 1.5 dB by how much one part exceeds another', async () => {
    const soundFont = await packagedSoundFont();
    const parts = [
      { program: 0, notes: strokes(11, { velocity: 47 }) },
      { program: 11, notes: strokes(9, { velocity: 71 }) },
      { program: 48, notes: strokes(7, { durationTicks: 1900, velocity: 53 }, 960) },
      { program: PIZZICATO, notes: strokes(17, { velocity: 83 }, 240) },
      { program: 71, notes: strokes(13, { velocity: 59 }) },
    ];
    const deviations: number[] = [];
    for (const part of parts) {
      const meter = createLoudnessMeter();
      for await (const block of renderAudio(midiOf(part), soundFont)) meter.add(block);
      deviations.push(meter.integratedLufs() - predicted(part.notes, part.program));
    }
    expect(Math.max(...deviations) - Math.min(...deviations)).toBeLessThan(3);
  });
});

function midiOf({ program, notes }: { program: number; notes: Note[] }): Uint8Array {
  return writeMidi({
    title: 'one part',
    tempoBpm: options.tempoBpm,
    timeSignature: { beats: 4, beatUnit: 4 },
    lengthTicks: 480 * 20,
    parts: [{ name: 'part', midiChannel: 0, program, gainDb: 0, pan: 0, notes }],
  });
}
