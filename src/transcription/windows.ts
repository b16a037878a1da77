/** Samples a second that the network was trained on (Bittner et al., ICASSP 2022). */
export const TRANSCRIPTION_SAMPLE_RATE_HZ = 22_050;

/** Samples from one frame to the next: 11.6 ms. */
export const HOP_SAMPLES = 256;

/** Samples the network takes at once: two seconds less a hop. */
export const WINDOW_SAMPLES = 43_844;

/** Frames it answers with; frame i is centred on the window's sample i × 256. */
export const WINDOW_FRAMES = 172;

/** Frames thrown away at each end of a window, where the network knows one side only. */
export const MARGIN_FRAMES = 15;

/**
 * Frames kept of a window, and the distance from one window to the next: a whole number of hops, so that the
 * frames of all windows stand on one grid and nothing drifts.
 */
export const KEPT_FRAMES = WINDOW_FRAMES - 2 * MARGIN_FRAMES;

/** Samples from the start of one window to the start of the next: 1.65 s. */
export const WINDOW_STEP_SAMPLES = KEPT_FRAMES * HOP_SAMPLES;

/** The first sample of window `index`; the first window begins before the recording does. */
export function windowStart(index: number): number {
  return index * WINDOW_STEP_SAMPLES - MARGIN_FRAMES * HOP_SAMPLES;
}

/** Seconds from one frame to the next. */
export const FRAME_SECONDS = HOP_SAMPLES / TRANSCRIPTION_SAMPLE_RATE_HZ;
