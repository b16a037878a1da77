/** What the numbers of a form may be, both ends included. */
export const FORM_RANGES = {
  bars: { least: 1, most: 512, whole: true },
  mostOnsetsASecond: { least: 1, most: 100, whole: false },
} as const;
