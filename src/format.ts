// Figures as a person reads them, on the page, in the terminal and in sentences.

/** How many there are of a thing. @example count(1, 'bar') // '1 bar' */
export function count(many: number, noun: string): string {
  return many === 1 ? `1 ${noun}` : `${many} ${noun}s`;
}

/** A tempo to a tenth. @example bpm(71.96) // '72 bpm' */
export function bpm(tempoBpm: number): string {
  return `${Math.round(tempoBpm * 10) / 10} bpm`;
}

/** A share in per cent, to two figures below ten. @param share 0–1 @example percent(0.082) // '8.2 %' */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)} %`;
}
