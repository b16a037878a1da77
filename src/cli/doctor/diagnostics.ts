import { fitColumns } from '../report/fitColumns.js';

/** What `mirror doctor` found in one place. */
export interface Diagnostic {
  /** `ok`: as it should be. `mend`: a photo can be mirrored, but not as it might. `fail`: it cannot. */
  readonly state: 'ok' | 'mend' | 'fail';
  readonly subject: string;
  /** One line; what mends it is in it. */
  readonly text: string;
}

/**
 * A line for each finding, or more where the terminal is narrow, and one that sums up.
 *
 * @param width columns of the terminal; undefined where there is none
 */
export function diagnosticLines(diagnostics: readonly Diagnostic[], width?: number): string[] {
  const rows = diagnostics.map(({ state, subject, text }) => [state, subject, text]);
  return [
    ...fitColumns(rows, width),
    canMirror(diagnostics)
      ? 'This machine can mirror a photo.'
      : 'This machine cannot mirror a photo until the lines that begin with fail are mended.',
  ];
}

export function canMirror(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ state }) => state !== 'fail');
}
