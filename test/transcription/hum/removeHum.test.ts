import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/math/random.js';
import { type RemovedHum, removeHum } from '../../../src/transcription/hum/removeHum.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ as RATE_HZ } from '../../../src/transcription/windows.js';
import { toneOf } from '../tones.js';

const SECONDS = 20;
const LENGTH = SECONDS * RATE_HZ;

async function clean(samples: Float32Array, chunkLength = 50_000) {
  async function* chunks() {
    for (let at = 0; at < samples.length; at += chunkLength) {
      yield samples.subarray(at, at + chunkLength);
    }
  }
  const hums: RemovedHum[] = [];
  const out = new Float32Array(samples.length);
  let length = 0;
  for await (const some of removeHum(chunks(), { onHum: (hum) => hums.push(hum) })) {
    out.set(some, length);
    length += some.length;
  }
  expect(length).toBe(samples.length);
  return { out, hums: hums.map(({ hertz }) => Math.round(10 * hertz) / 10) };
}

/** A melody of struck strings from 1 to 18 s. */
function melody(): Float32Array {
  const random = seededRandom('melody in a hum');
  const notes = Array.from({ length: 42 }, (_, i) => ({
    pitch: 45 + Math.floor(30 * random()),
    fromSeconds: 1 + 0.4 * i,
    toSeconds: 1.7 + 0.4 * i,
  }));
  return toneOf(LENGTH, notes);
}

interface HumKind {
  readonly hertz: number;
  readonly drift?: number;
  readonly from?: number;
  readonly to?: number;
  readonly partials?: readonly number[];
}

/** Harmonics 1, 2, 3 … with these amplitudes. */
function humOf({
  hertz,
  drift = 0,
  from = 0,
  to = SECONDS,
  partials = [1, 0.5, 0.4, 0.2],
}: HumKind) {
  let turns = 0;
  return Float32Array.from({ length: LENGTH }, (_, n) => {
    const seconds = n / RATE_HZ;
    turns += (hertz + drift * Math.sin(seconds / 4)) / RATE_HZ;
    if (seconds < from || seconds > to) return 0;
    return partials.reduce(
      (sum, amplitude, i) => sum + amplitude * Math.sin(2 * Math.PI * (i + 1) * turns + i),
      0,
    );
  });
}

/** As a sampler holds a piano's F3: looped, and the strings of its lower harmonics beat. */
function heldNote(): Float32Array {
  const beating = [0.9, 0.8, 0.6];
  return Float32Array.from({ length: LENGTH }, (_, n) => {
    const seconds = n / RATE_HZ;
    if (seconds < 2 || seconds > 17) return 0;
    const turn = 2 * Math.PI * 174.61 * seconds;
    const lower = beating.reduce(
      (sum, amplitude, i) =>
        sum + amplitude * (1 + 0.7 * Math.sin(1.3 * seconds + 2 * i)) * Math.sin((i + 1) * turn),
      0,
    );
    return lower + 0.5 * Math.sin(7 * 1.003 * turn);
  });
}

function rootMeanSquare(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

function mix(a: Float32Array, b: Float32Array, gain: number): Float32Array {
  return a.map((sample, n) => sample + gain * (b[n] as number));
}

describe('hum as loud as the playing', () => {
  const odd = [1, 0, 0.7, 0, 0.5, 0, 0.4, 0, 0.3];
  it.each<[string, HumKind, number]>([
    ['50 Hz', { hertz: 50 }, 50],
    ['60 Hz', { hertz: 60 }, 60],
    ['49.9 Hz with odd harmonics', { hertz: 49.9, partials: odd }, 49.9],
    ['60 Hz that drifts by 0.1 Hz', { hertz: 60, drift: 0.1, partials: odd }, 60],
    ['50 Hz that begins in the middle', { hertz: 50, from: 8.3 }, 50],
    ['60 Hz that stops in the middle', { hertz: 60, to: 11.7 }, 60],
    ['a whine out of tune', { hertz: 1234.5, partials: [1] }, 1234.5],
    ['a fan in tune that never stops', { hertz: 220, partials: [1, 0.6, 0.4] }, 220],
  ])('is left out: %s', async (_, kind, hertz) => {
    const played = melody();
    const hum = humOf(kind);
    const gain = rootMeanSquare(played) / rootMeanSquare(hum);
    const { out, hums } = await clean(mix(played, hum, gain));
    expect(hums).toHaveLength(1);
    expect(Math.abs((hums[0] as number) - hertz)).toBeLessThan(0.2);
    // What is left of it, or taken from the music, lies 15 dB below the music.
    expect(rootMeanSquare(mix(out, played, -1))).toBeLessThan(0.18 * rootMeanSquare(played));
  });
});

describe('what is played', () => {
  it.each<[string, Float32Array]>([
    ['struck strings', melody()],
    ['a low piano G that rings', toneOf(LENGTH, [{ pitch: 31, fromSeconds: 1, toSeconds: 19 }])],
    [
      'an organ pedal held under a melody',
      mix(melody(), humOf({ hertz: 48.9994, from: 1, to: 18 }), 0.05),
    ],
    [
      'a drone that begins before the melody',
      mix(melody(), humOf({ hertz: 220, from: 0.5, to: 19 }), 0.05),
    ],
    [
      'the 7th harmonic of a held note, out of tune with the melody',
      mix(melody(), heldNote(), 0.05),
    ],
    ['silence', new Float32Array(LENGTH)],
    [
      'white noise',
      (() => {
        const random = seededRandom('hiss');
        return new Float32Array(LENGTH).map(() => 0.2 * (random() - 0.5));
      })(),
    ],
  ])('passes unchanged: %s', async (_, samples) => {
    const { out, hums } = await clean(samples);
    expect(hums).toEqual([]);
    expect(out.every((sample, n) => sample === samples[n])).toBe(true);
  });

  it('is the same, whatever the chunks', async () => {
    const samples = mix(melody(), humOf({ hertz: 50 }), 0.05);
    const { out } = await clean(samples, 7_777);
    const other = (await clean(samples, 200_000)).out;
    // Compared here, since a matcher takes half a minute for so many numbers.
    expect(out.every((sample, n) => sample === other[n])).toBe(true);
  });
});
