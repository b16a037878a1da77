import { seededRandom } from '../../src/math/random.js';

interface WrittenOptions {
  readonly seed: string;
  readonly quarters?: number;
  /** Into how many parts a quarter note is divided, drawn for each. */
  readonly divisions: readonly number[];
  /** Share of onsets with a grace note before them, and of chords that are arpeggiated. */
  readonly ornaments?: number;
  /** In quarter notes, 2/3 for a swung eighth. */
  readonly offbeat?: number;
}

/** Onsets that a composer could have written, in quarter notes, unrounded. */
export function writtenOnsets({
  seed,
  quarters = 64,
  divisions,
  ornaments = 0,
  offbeat = 1 / 2,
}: WrittenOptions): number[] {
  const random = seededRandom(seed);
  const onsets: number[] = [];
  for (let quarter = 1; quarter <= quarters; quarter++) {
    const division = divisions[Math.floor(random() * divisions.length)] as number;
    for (let part = 0; part < division; part++) {
      if (random() < 0.15) continue;
      const onset = quarter + (division === 2 && part === 1 ? offbeat : part / division);
      onsets.push(onset);
      if (random() < ornaments) onsets.push(onset - 0.04 - 0.05 * random());
      if (random() < 0.2 * ornaments) onsets.push(onset + 0.03, onset + 0.061);
    }
  }
  return onsets.sort((a, b) => a - b);
}

/** As a file of so many ticks a quarter holds onsets, and the program reads them: rounded twice. */
export function inFileTicks(
  quarters: readonly number[],
  ticksPerQuarter: number,
  round = Math.round,
): number[] {
  return quarters.map((quarter) =>
    // A floating-point error must not cost a whole tick where ticks are cut off.
    Math.round((round(quarter * ticksPerQuarter + 1e-6) * 480) / ticksPerQuarter),
  );
}

/** Onsets in seconds at a tempo that bends by 15 %, each with the jitter of a hand. */
export function playedFreely(
  quarters: readonly number[],
  { seed, jitterSeconds }: { readonly seed: string; readonly jitterSeconds: number },
): number[] {
  const random = seededRandom(seed);
  const secondsPerQuarter = 60 / (60 + 80 * random());
  const phase = 2 * Math.PI * random();
  return quarters
    .map((quarter) => {
      const bend = 0.15 * (8 / Math.PI) * Math.sin((Math.PI * quarter) / 8 + phase);
      // The sum of three uniform numbers from −1 to 1 has the standard deviation 1.
      const jitter = jitterSeconds * (2 * (random() + random() + random()) - 3);
      return Math.max(0, 2 + secondsPerQuarter * (quarter + bend) + jitter);
    })
    .sort((a, b) => a - b);
}
