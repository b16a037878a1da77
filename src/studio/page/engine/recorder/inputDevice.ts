/** A keyboard or a microphone that can be chosen. */
export interface InputDevice {
  readonly id: string;
  readonly name: string;
}

/** Why nothing can be recorded, in a sentence for a person. */
export class RecorderError extends Error {}
