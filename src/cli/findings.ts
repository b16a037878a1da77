import { alignColumns } from './columns.js';

/** What `mirror doctor` found in one place. */
export interface Finding {
  /** `ok`: as it should be. `mend`: a photo can be mirrored, but not as it might. `fail`: it cannot. */
  readonly state: 'ok' | 'mend' | 'fail';
  readonly subject: string;
  /** One line; what mends it is in it. */
  readonly text: string;
}

/** A line for each finding, and one that sums up. */
export function findingLines(findings: readonly Finding[]): string[] {
  return [
    ...alignColumns(findings.map(({ state, subject, text }) => [state, subject, text])),
    canMirror(findings)
      ? 'This machine can mirror a photo.'
      : 'This machine cannot mirror a photo until the lines that begin with fail are mended.',
  ];
}

export function canMirror(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== 'fail');
}
