import { describe, expect, it } from 'vitest';
import { planForm } from '../../../src/composition/form/planForm.js';
import { seededRandom } from '../../../src/math/random.js';
import { KITCHEN, randomVoices } from './randomVoices.js';

const RANGE = { voices: [2, 15], onsets: [0.2, 6] } as const;
const casts = Array.from({ length: 30 }, (_, i) => ({
  voices: i === 0 ? KITCHEN : randomVoices(`imitation ${i}`, RANGE),
  seed: i,
}));
const forms = casts.flatMap(({ voices, seed }) =>
  [16, 64].map((bars) => ({
    voices,
    form: planForm(voices, { bars, random: seededRandom(seed) }),
  })),
);

describe('planImitations', () => {
  it('lets voices imitate what is decoded before them, where both play', () => {
    for (const { form } of forms) {
      for (const { voice, firstBar, bars, models } of form.imitations) {
        expect(models.length).toBeGreaterThan(0);
        for (let bar = firstBar; bar < firstBar + bars; bar++)
          expect(form.casts[voice]).toContain(bar);
        for (const model of models) {
          expect(model.voice).toBeLessThan(voice);
          expect(form.casts[model.voice]).toContain(model.firstBar);
        }
      }
    }
    expect(forms.filter(({ form }) => form.imitations.length > 0).length).toBeGreaterThan(50);
  });

  it('has an answer begin within two bars of its call', () => {
    for (const { form } of forms) {
      const placesOf = (bar: number) => [...form.bars.keys()].filter((at) => form.bars[at] === bar);
      for (const { kind, firstBar, models } of form.imitations) {
        if (kind === 'canon') continue;
        for (const model of models) {
          const apart = placesOf(firstBar).flatMap((at) =>
            placesOf(model.firstBar).map((other) => Math.abs(at - other)),
          );
          expect([1, 2]).toContain(Math.min(...apart));
        }
      }
    }
  });

  it('prefers voices of the same object', () => {
    let preferred = 0;
    for (const { voices, form } of forms) {
      for (const { voice, models } of form.imitations) {
        const isOwn = models.map((model) => voices[model.voice]?.object === voices[voice]?.object);
        expect(isOwn).toEqual([...isOwn].sort((a, b) => Number(b) - Number(a)));
        if (isOwn[0] && isOwn.includes(false)) preferred++;
      }
    }
    expect(preferred).toBeGreaterThan(5);
  });

  it('plans one canon an object at most, of two of its voices in the same bars', () => {
    let canons = 0;
    for (const { voices, form } of forms) {
      const own = form.imitations.filter(({ kind }) => kind === 'canon');
      canons += own.length;
      const objects = own.map(({ voice }) => voices[voice]?.object);
      expect(new Set(objects).size).toBe(objects.length);
      for (const { voice, firstBar, models } of own) {
        expect(models).toHaveLength(1);
        expect(models[0]?.firstBar).toBe(firstBar);
        expect(voices[models[0]?.voice as number]?.object).toBe(voices[voice]?.object);
      }
    }
    expect(canons).toBeGreaterThan(5);
  });
});
