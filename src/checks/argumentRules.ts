import type { OptionResult } from './checkOptions.js';

/** Beats of a recording, as far as they are heard or laid under notes. */
export const BEATS_RULE: OptionResult = {
  givenBy: 'findBeats(notes)',
  fields: ['beats', 'downbeats'],
};

/** A tempo and a phrase are drawn from it. */
export const DECODER_RULE: OptionResult = {
  givenBy: 'await readDecoder(object)',
  fields: ['kind', 'recordings'],
};

/** Where an object's decoders lie. */
export const MODELS_RULE: OptionResult = {
  givenBy: "findObject(collection, 'clock')",
  fields: ['modelsFolder'],
};

/** An object by its name and shelf. */
export const NAMED_RULE: OptionResult = {
  givenBy: "findObject(collection, 'clock')",
  fields: ['name'],
};

/** What is written of a track. */
export const PART_RULE: OptionResult = {
  givenBy: '(await mirrorPhoto(photo, options)).score.parts[0]',
  fields: ['midiChannel'],
};

/** What the detector said of a photo, before a confidence chooses from it. */
export const INFERENCE_RULE: OptionResult = {
  givenBy: 'await runInference(detector, photo)',
  fields: ['photo', 'crops'],
};

/** Notes of a recording, in ticks. */
export const PHRASE_RULE: OptionResult = {
  givenBy: '(await readRecording(bytes)).performance',
  fields: ['notes'],
};
