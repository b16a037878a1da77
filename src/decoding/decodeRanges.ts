/**
 * How daring the choice among symbols is: 0 takes the likeliest, 1 draws as the network says. Training hides part of
 * the history, so that with a whole one the probabilities are too flat. Of 1, 0.9 and 0.8, at 0.9 the draws of the
 * starter objects are in a likelier order and overlap as much with their recordings (12 draws of decoders that were
 * trained for 2,600 steps: order .91, .92, .93; overlap .92, .92, .91).
 */
export const DEFAULT_TEMPERATURE = 0.9;

/** What the options of a phrase may be, both ends included. The longest phrase is what a MIDI file can hold. */
export const DECODE_RANGES = {
  lengthTicks: { least: 1, most: 2 ** 28 - 1, whole: true },
  mostEvents: { least: 1, most: 2 ** 28 - 1, whole: true },
  temperature: { least: 0, most: 2, whole: false },
  variation: { least: 0, most: 1, whole: false },
} as const;
