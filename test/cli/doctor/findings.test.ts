import { describe, expect, it } from 'vitest';
import { canMirror, type Finding, findingLines } from '../../../src/cli/doctor/findings.js';

const ok: Finding = { state: 'ok', subject: 'node', text: '20.20.2' };
const mend: Finding = { state: 'mend', subject: 'training', text: 'Run `mirror train`.' };
const fail: Finding = { state: 'fail', subject: 'weights', text: 'Install it again.' };

describe('what the doctor found', () => {
  it('is a line each, and a word on whether a photo can be mirrored', () => {
    expect(findingLines([ok, mend])).toEqual([
      'ok    node      20.20.2',
      'mend  training  Run `mirror train`.',
      'This machine can mirror a photo.',
    ]);
    expect(findingLines([ok, fail]).at(-1)).toContain('cannot mirror');
  });

  it.each<[readonly Finding[], boolean]>([
    [[], true],
    [[ok, mend], true],
    [[ok, fail, mend], false],
  ])('lets a photo be mirrored or not: %j', (findings, expected) => {
    expect(canMirror(findings)).toBe(expected);
  });
});
