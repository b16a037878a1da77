// Figures as a person reads them, on the page, in the terminal and in sentences.

/** How many there are of a thing. @example count(2, 'stretch') // '2 stretches' */
export function count(many: number, noun: string): string {
  return many === 1 ? `1 ${noun}` : `${many} ${noun}${/(?:s|x|ch|sh)$/.test(noun) ? 'es' : 's'}`;
}

/** A tempo to a tenth. @example bpm(71.96) // '72 bpm' */
export function bpm(tempoBpm: number): string {
  return `${Math.round(tempoBpm * 10) / 10} bpm`;
}

/** A share in per cent, to two figures below ten. @param share 0–1 @example percent(0.082) // '8.2 %' */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)} %`;
}

/** A length of time as a player shows it. @example clockTime(3723.4) // '1:02:03' */
export function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => (i === 0 ? `${part}` : `${part}`.padStart(2, '0'))).join(':');
}

/** A number of bytes. @example megabytes(20_500_000) // '20.5 MB' */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1)} MB`;
}
