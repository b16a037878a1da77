import { describe, expect, it } from 'vitest';
import { createLoudnessMeter } from '../../../src/audio/loudness.js';
import { noteEnvelope, notePower } from '../../../src/composition/loudness/noteEnvelope.js';
import {
  predictLoudness,
  predictMixLoudness,
} from '../../../src/composition/loudness/predictLoudness.js';
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

  describe('of notes whose powers are written out, in steps of 100 ms', () => {
    const HARP = 46;
    const ENGLISH_HORN = 69;
    /** A step is 100 ticks long. */
    const steps = { tempoBpm: 125, font: 'fluidR3Mono' } as const;
    const note = (startTicks: number, durationTicks: number, velocity = 80): Note => {
      return { pitch: 60, startTicks, durationTicks, velocity };
    };
    /** Powers of a note that is held for so many steps, the last one for a share of it, and dies away. */
    const powersOf = (program: number, held: number, velocity = 80): number[] => {
      const envelope = noteEnvelope(steps.font, { program, pitch: 60 });
      const at = (step: number) =>
        notePower(envelope, velocity) * (envelope.held[Math.min(79, step)] as number);
      const whole = Math.ceil(held);
      const sounding = Array.from(
        { length: whole },
        (_, step) => at(step) * Math.min(1, held - step),
      );
      return [...sounding, ...Array.from(envelope.released, (power) => power * at(whole - 1))];
    };
    /** The mean of the blocks of four steps that are at most 20 dB below the loudest one. */
    const loudnessOf = (powers: readonly number[]): number => {
      const padded = [0, 0, 0, ...powers, 0, 0, 0];
      const blocks = padded
        .map((_, i) => padded.slice(i, i + 4).reduce((sum, power) => sum + power, 0) / 4)
        .filter((power, _, all) => power > Math.max(...all) / 100);
      return 10 * Math.log10(blocks.reduce((sum, power) => sum + power, 0) / blocks.length);
    };
    /** Before the first note there are no blocks: it begins after four steps of silence in all of these. */
    const silence = [0, 0, 0, 0];

    it.each([
      ['an organ', ORGAN, 20],
      ['a harp, which rings on', HARP, 3],
      ['a harp, let go within a step', HARP, 4.4],
      ['a stroke of a twentieth of a step', HARP, 0.05],
      ['a decay that lasts longer than was measured', ENGLISH_HORN, 97],
      ['a decay that ends within a step', ENGLISH_HORN, 20.7],
    ])('is that of %s', (_, program, held) => {
      const notes = [note(400, 100 * held)];
      expect(predictLoudness({ notes, program }, steps)).toBeCloseTo(
        loudnessOf([...silence, ...powersOf(program, held)]),
        5,
      );
    });

    it('leaves to the next step what of a stroke falls into it', () => {
      const own = powersOf(HARP, 3);
      const late = [...own, 0].map((power, i) => 0.7 * power + 0.3 * (own[i - 1] ?? 0));
      const notes = [note(430, 300)];
      expect(predictLoudness({ notes, program: HARP }, steps)).toBeCloseTo(
        loudnessOf([...silence, ...late]),
        5,
      );
    });

    it.each([
      ['19 LU softer', 43, true],
      ['20.5 LU softer', 40, false],
    ])('counts a part of a piece that is %s: %s', (_, velocity, isCounted) => {
      const loud = powersOf(ORGAN, 20, 127);
      const soft = powersOf(ORGAN, 20, velocity);
      const notes = [note(400, 2000, 127), note(6000, 2000, velocity)];
      const gap = new Array<number>(56 - loud.length).fill(0);
      const together = loudnessOf([...silence, ...loud, ...gap, ...soft]);
      const predictedLoudness = predictLoudness({ notes, program: ORGAN }, steps) as number;
      expect(predictedLoudness).toBeCloseTo(together, 5);
      const alone = loudnessOf([...silence, ...loud]);
      expect(alone - predictedLoudness > 1).toBe(isCounted);
    });

    it('adds up the parts of a mix, each by its gain, however long they are', () => {
      const [long, short] = [powersOf(ORGAN, 40), powersOf(HARP, 5)];
      const sum = long.map((power, i) => power * 10 ** -0.6 + (short[i] ?? 0) * 10 ** 0.4);
      const parts = [
        { notes: [note(400, 4000)], program: ORGAN, gainDb: -6 },
        { notes: [note(400, 500)], program: HARP, gainDb: 4 },
      ];
      const expected = loudnessOf([...silence, ...sum]);
      expect(predictMixLoudness(parts, steps)).toBeCloseTo(expected, 5);
      expect(predictMixLoudness([...parts].reverse(), steps)).toBeCloseTo(expected, 5);
    });
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
