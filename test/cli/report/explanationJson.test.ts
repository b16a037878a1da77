import { describe, expect, it } from 'vitest';
import { explanationLines } from '../../../src/cli/report/explanationJson.js';
import type { PartExplanation } from '../../../src/index.js';

function part(object: string, missing: string[]): PartExplanation {
  const nothing = { boxes: [], latents: [], notes: [] };
  return { object, instance: 1, labels: ['cup'], semitones: 0, missing, ...nothing };
}

describe('explanationLines', () => {
  it('say where the explanation is', () => {
    expect(explanationLines('k.explain.json', { parts: [part('kettle', [])] })).toEqual([
      'k.explain.json: where each note comes from',
    ]);
  });

  it('say whose recordings are no longer those that were learned', () => {
    const parts = [part('kettle', []), part('pan', ['a.mid', 'b.mid'])];
    expect(explanationLines('k.explain.json', { parts })[1]).toBe(
      'k.explain.json: 2 recordings that pan learned changed or went since; no note is traced there. Run `mirror train pan`.',
    );
  });

  it('advise a command that can be typed for an object of two words', () => {
    const parts = [part('tin can', ['a.mid'])];
    expect(explanationLines('k.explain.json', { parts })[1]).toContain('`mirror train "tin can"`');
  });
});
