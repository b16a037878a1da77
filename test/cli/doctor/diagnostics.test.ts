import { describe, expect, it } from 'vitest';
import {
  canMirror,
  type Diagnostic,
  diagnosticLines,
} from '../../../src/cli/doctor/diagnostics.js';

const ok: Diagnostic = { state: 'ok', subject: 'node', text: '20.20.2' };
const mend: Diagnostic = { state: 'mend', subject: 'training', text: 'Run `mirror train`.' };
const fail: Diagnostic = { state: 'fail', subject: 'weights', text: 'Install it again.' };

describe('what the doctor found', () => {
  it('is a line each, and a word on whether a photo can be mirrored', () => {
    expect(diagnosticLines([ok, mend])).toEqual([
      'ok    node      20.20.2',
      'mend  training  Run `mirror train`.',
      'This machine can mirror a photo.',
    ]);
    expect(diagnosticLines([ok, fail]).at(-1)).toContain('cannot mirror');
  });

  it.each<[readonly Diagnostic[], boolean]>([
    [[], true],
    [[ok, mend], true],
    [[ok, fail, mend], false],
  ])('lets a photo be mirrored or not: %j', (diagnostics, expected) => {
    expect(canMirror(diagnostics)).toBe(expected);
  });
});
