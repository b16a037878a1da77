import { throwIfAborted } from '../../errors.js';
import { median } from '../../math/median.js';
import { openSampleBuffer } from '../sampleBuffer.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ } from '../windows.js';
import { findHum, type Hum, type JudgedTone } from './findHum.js';
import { silenceRemains } from './silenceRemains.js';
import { phasesOf, steadyPartOf, subtractSteadyPart } from './steadyPart.js';
import { findSteadyTones, type SteadyTone, spectralPeaks } from './steadyTones.js';

/** What was left out of a recording. */
export interface RemovedHum {
  /** Its fundamental in Hz. */
  readonly hertz: number;
  /** Whether harmonics were left out with it. */
  readonly hasHarmonics: boolean;
}

export interface HumOptions {
  /** Called once for each hum, when it is first found. */
  readonly onHum?: ((hum: RemovedHum) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sound is judged 100 s at a time, with 10 s on either side: 10 MB, however long the recording. */
const SECTION_SAMPLES = 100 * TRANSCRIPTION_SAMPLE_RATE_HZ;
const MARGIN_SAMPLES = 10 * TRANSCRIPTION_SAMPLE_RATE_HZ;

/**
 * Leaves out steady tones that are no music, the mains' hum or a fan's whine, with their harmonics, as the sound
 * streams by; sound without such tones passes unchanged, to the bit. The level of the hum and its frequency may
 * drift; it may begin and end anywhere.
 *
 * Sections stand at fixed places counted from the first sample, so that equal sound gives equal sound whatever the
 * chunks' lengths.
 *
 * @param samples mono, 22,050 Hz, −1 to 1, the whole recording from its beginning
 * @throws MirrorError `aborted` when the signal fires
 */
export async function* removeHum(
  samples: AsyncIterable<Float32Array>,
  { onHum, signal }: HumOptions = {},
): AsyncGenerator<Float32Array> {
  let judged: readonly JudgedTone[] = [];
  const told: number[] = [];
  const tell = ({ hertz, multiples }: Hum) => {
    if (told.some((each) => Math.abs(each / hertz - 1) < 0.01)) return;
    told.push(hertz);
    onHum?.({ hertz, hasHarmonics: multiples.some((multiple) => multiple > 1) });
  };
  for await (const section of cutSections(samples)) {
    throwIfAborted(signal);
    const found = findHumIn(section, judged);
    judged = found.judged;
    for (const hum of found.hums) tell(hum);
    yield withoutHum(section.samples, found.hums).subarray(section.first, section.end);
  }
}

/** A section with its margins, of which samples `first` to `end` are its own. */
interface Section {
  readonly samples: Float32Array;
  readonly first: number;
  readonly end: number;
  /** Whether the recording begins with these samples. */
  readonly isFirst: boolean;
}

async function* cutSections(samples: AsyncIterable<Float32Array>): AsyncGenerator<Section> {
  const kept = openSampleBuffer();
  let before = 0;
  const section = (own: number): Section => ({
    samples: kept.slice(),
    first: before,
    end: before + own,
    isFirst: before === 0,
  });
  for await (const chunk of samples) {
    let rest = chunk;
    while (rest.length > 0) {
      const full = before + SECTION_SAMPLES + MARGIN_SAMPLES;
      rest = kept.fill(rest, full);
      if (kept.length() < full) continue;
      yield section(SECTION_SAMPLES);
      const gone = before + SECTION_SAMPLES - MARGIN_SAMPLES;
      kept.dropBefore(gone);
      before = MARGIN_SAMPLES;
    }
  }
  if (kept.length() > before) yield section(kept.length() - before);
}

/**
 * Quieter hum than this, beside the whole or beside full scale, stays: strings of a harpsichord that ring along are as
 * steady as a whine, 34 dB below.
 */
const FAINTEST_BESIDE_DECIBELS = { mains: -50, whine: -28 } as const;
const FAINTEST_DECIBELS = -90;

/** A tone of the mains that lasts so long is told from a note by its pitch alone. */
const LEAST_SECONDS = 3;

function findHumIn(
  { samples, isFirst }: Section,
  judged: readonly JudgedTone[],
): { readonly hums: readonly Hum[]; readonly judged: readonly JudgedTone[] } {
  const frames = spectralPeaks(samples);
  const tones = findSteadyTones(frames, { leastSeconds: LEAST_SECONDS });
  if (tones.length === 0) return { hums: [], judged: [] };
  const found = findHum(tones, {
    frames,
    judged: isFirst ? [] : judged,
    isThroughout: (tone) =>
      isFirst &&
      tone.fromSeconds <= EDGE_SECONDS &&
      tone.toSeconds >= samples.length / TRANSCRIPTION_SAMPLE_RATE_HZ - EDGE_SECONDS &&
      isAtLevel(samples.subarray(0, EDGE_SAMPLES), tone) &&
      isAtLevel(samples.subarray(samples.length - EDGE_SAMPLES), tone),
  });
  const energy = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
  const whole = 10 * Math.log10(2 * energy + 1e-20);
  const isLoud = ({ decibels, isMains }: Hum) =>
    decibels >= FAINTEST_DECIBELS &&
    decibels - whole >= FAINTEST_BESIDE_DECIBELS[isMains ? 'mains' : 'whine'];
  return { ...found, hums: found.hums.filter(isLoud) };
}

/** A spectral frame cannot show a tone nearer to the ends of the sound; then the sound itself is asked, 0.25 s of it. */
const EDGE_SECONDS = 2;
const EDGE_SAMPLES = 5512;
const EDGE_TOLERANCE_DECIBELS = 4;

function isAtLevel(samples: Float32Array, { hertz, decibels }: SteadyTone): boolean {
  const step = (2 * Math.PI * (hertz[0] as number)) / TRANSCRIPTION_SAMPLE_RATE_HZ;
  let real = 0;
  let imaginary = 0;
  for (const [n, sample] of samples.entries()) {
    const weight = 1 - Math.cos((2 * Math.PI * n) / samples.length);
    real += weight * sample * Math.cos(step * n);
    imaginary += weight * sample * Math.sin(step * n);
  }
  const level = 20 * Math.log10((2 * Math.hypot(real, imaginary)) / samples.length + 1e-10);
  return Math.abs(level - decibels) <= EDGE_TOLERANCE_DECIBELS;
}

/** Harmonics of the mains up to here are looked for even where music hides them. */
const MAINS_HARMONICS = 40;
const HIGHEST_HERTZ = 10_000;

/** A harmonic that was not found by itself is left out if its steady part is this many times the rest. */
const STEADY_RATIO = 1;

function withoutHum(samples: Float32Array, hums: readonly Hum[]): Float32Array {
  if (hums.length === 0) return samples;
  const clean = samples.slice();
  for (const { hertz, moments, multiples, isMains } of hums) {
    const phases = phasesOf(moments, samples.length);
    const others = Array.from({ length: isMains ? MAINS_HARMONICS : 0 }, (_, i) => i + 1);
    for (const multiple of new Set([...multiples, ...others])) {
      if (hertz * multiple > HIGHEST_HERTZ) continue;
      const part = steadyPartOf(clean, { phases, multiple });
      const sizes = part.real.map((re, j) => Math.hypot(re, part.imaginary[j] as number));
      const isFound = multiples.includes(multiple);
      if (!isFound && median(sizes) < STEADY_RATIO * part.residue) continue;
      subtractSteadyPart(clean, part, { phases, multiple });
    }
  }
  silenceRemains(clean, samples);
  return clean;
}
