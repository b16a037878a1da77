import { MirrorError } from '../errors.js';
import type { FlacStreamInfo } from './flac/flacHeaders.js';

/** Holds what is decoded of a FLAC stream against what its header promises. */
export interface SampleCounter {
  readonly add: (samples: number) => void;
  /** Whether all is there that was promised; where nothing was, it is never known. */
  readonly isComplete: () => boolean;
  /** What to throw where a frame is damaged. */
  readonly damaged: () => MirrorError;
  /** @throws MirrorError `input` if samples are missing */
  readonly end: () => void;
}

/** @param name the file's name, for messages */
export function sampleCounter(
  { promisedSamples, sampleRateHz }: FlacStreamInfo,
  name: string,
): SampleCounter {
  let samples = 0;
  const refusal = (complaint: string) =>
    new MirrorError(
      'input',
      `Expected a whole FLAC file but ${name} is ${complaint}. Copy it again from where it came.`,
    );
  const seconds = (count: number) => (count / sampleRateHz).toFixed(2);
  return {
    add: (more) => {
      samples += more;
    },
    isComplete: () => promisedSamples !== undefined && samples >= promisedSamples,
    damaged: () => refusal(`damaged at ${seconds(samples)} s`),
    end: () => {
      // A file of which nothing can be read at all is said to hold no sound.
      if (promisedSamples === undefined || samples >= promisedSamples || samples === 0) return;
      throw refusal(
        `cut short or damaged: ${seconds(promisedSamples - samples)} s that its header promises are missing`,
      );
    },
  };
}
