/** The names that the processors are registered by. */
export const METRONOME = 'sound-mirror-metronome';
export const CAPTURE = 'sound-mirror-capture';

/** What the worklet hands over of a microphone, one block after another. */
export interface CapturedBlock {
  /** One channel, −1 to 1; beyond where the converter let it. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Of the first sample, on the clock of the sound. */
  readonly firstFrame: number;
}
