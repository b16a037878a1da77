/** What a detection is asked for if nothing else is said. */
export const DETECT_DEFAULTS = { minConfidence: 0.4 } as const;
