/** How daring the choice among symbols is: 0 takes the likeliest, 1 draws as the network says. */
export const DEFAULT_TEMPERATURE = 1;

/** What the options of a phrase may be, both ends included. The longest phrase is what a MIDI file can hold. */
export const DECODE_RANGES = {
  lengthTicks: { least: 1, most: 2 ** 28 - 1, whole: true },
  mostEvents: { least: 1, most: 2 ** 28 - 1, whole: true },
  temperature: { least: 0, most: 2, whole: false },
  variation: { least: 0, most: 1, whole: false },
} as const;
