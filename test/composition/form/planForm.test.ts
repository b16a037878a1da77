import { describe, expect, it } from 'vitest';
import type { Form, FormVoice } from '../../../src/composition/form/form.js';
import { planForm } from '../../../src/composition/form/planForm.js';
import { rolesOf } from '../../../src/composition/form/roles.js';
import { extremes } from '../../../src/composition/form/shapeArc.js';
import { MirrorError } from '../../../src/errors.js';
import { seededRandom } from '../../../src/math/random.js';
import { chartForm, loadsOf } from './chartForm.js';
import { KITCHEN, randomVoices } from './randomVoices.js';

const LENGTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 21, 31, 32, 47, 64, 100, 128, 255, 512];
const ANY = { voices: [1, 15], onsets: [0.2, 20] } as const;
const CALM = { voices: [6, 12], onsets: [1, 3] } as const;
const CROWD = { voices: [1, 15], onsets: [0.5, 6] } as const;
/** Many that are dense enough to interrupt, and none too dense to lead. */
const BUSY = { voices: [1, 15], onsets: [4, 6.5] } as const;

const plan = (voices: readonly FormVoice[], bars: number, seed: string | number = 1) =>
  planForm(voices, { bars, random: seededRandom(seed) });

/** For each bar of the piece, who plays in it. */
function playing(form: Form): number[][] {
  const casts = form.casts.map((cast) => new Set(cast));
  return form.bars.map((index) => [...casts.keys()].filter((voice) => casts[voice]?.has(index)));
}

const barsPlayed = (form: Form, voice: number) =>
  playing(form).filter((cast) => cast.includes(voice)).length;
const returnsOf = ({ bars }: Form) =>
  bars.filter((index, bar) => bars.indexOf(index) < bar).length / bars.length;
/** Voices that play alone, but for one that leads for want of others. */
const interrupting = (voices: readonly FormVoice[]) => new Set(rolesOf(voices, 12).interrupting);

/** Many casts at one length. */
const casts = (range: Parameters<typeof randomVoices>[1], count: number) =>
  Array.from({ length: count }, (_, i) => ({ voices: randomVoices(`cast ${i}`, range), seed: i }));

describe('planForm', () => {
  it.each(LENGTHS)(
    'fills %d bars, gives every voice some of them, and leaves none empty',
    (bars) => {
      for (const { voices, seed } of casts(ANY, 20)) {
        const form = plan(voices, bars, seed);
        expect(form.bars).toHaveLength(bars);
        const firsts = [...new Set(form.bars)];
        expect(firsts).toEqual(form.material.map((_, index) => index));
        expect(form.casts).toHaveLength(voices.length);
        expect(form.holds).toHaveLength(voices.length);
        for (const [voice, cast] of form.casts.entries()) {
          expect(cast.length).toBeGreaterThan(0);
          expect(cast).toEqual([...new Set(cast)].sort((a, b) => a - b));
          expect(cast.every((index) => index in form.material)).toBe(true);
          expect(form.holds[voice]?.filter((index) => cast.includes(index))).toEqual([]);
        }
        expect(playing(form).every((cast) => cast.length > 0)).toBe(true);
      }
    },
  );

  it.each(LENGTHS)(
    'divides %d bars into sections without gaps, which end on a full cadence',
    (bars) => {
      for (const { voices, seed } of casts(ANY, bars > 200 ? 2 : 10)) {
        const { sections, bars: laid, material } = plan(voices, bars, seed);
        let next = 0;
        for (const section of sections) {
          expect(section.fromBar).toBe(next);
          expect(section.bars).toBeGreaterThan(0);
          next += section.bars;
          const letters = laid.slice(section.fromBar, next).map((index) => material[index]?.letter);
          expect(new Set(letters)).toEqual(new Set([section.material]));
        }
        expect(next).toBe(bars);
        const last = laid.at(-1) as number;
        expect(material[last]?.cadence).toBe('full');
        expect(laid.indexOf(last)).toBe(bars - 1);
        const inner = material.slice(0, -1);
        expect(inner.every(({ bar, cadence }) => (bar === 3) === (cadence !== undefined))).toBe(
          true,
        );
      }
    },
  );

  it('gives the same form for the same voices and seed, and another for another seed', () => {
    expect(plan(KITCHEN, 64, 5)).toEqual(plan(KITCHEN, 64, 5));
    const charts = [1, 2, 3, 4].map((seed) => chartForm(plan(KITCHEN, 64, seed), KITCHEN));
    expect(new Set(charts).size).toBe(4);
  });

  it.each([32, 64, 100, 128, 256, 512])('brings a third to a half of %d bars back', (bars) => {
    for (const { voices, seed } of [CALM, ANY].flatMap((range) =>
      casts(range, bars > 200 ? 3 : 20),
    )) {
      const share = returnsOf(plan(voices, bars, seed));
      // In 32 bars a crowd needs its room.
      expect(share).toBeGreaterThanOrEqual(bars < 64 ? 0.2 : 0.35);
      expect(share).toBeLessThanOrEqual(0.5);
    }
  });

  it('returns with the same bars but for the last of a section, whose cadence is full', () => {
    const form = plan(KITCHEN, 64, 2);
    const returning = form.sections.filter(({ variation }) => variation > 0);
    expect(returning.length).toBeGreaterThan(1);
    for (const { material, fromBar, bars } of returning) {
      const first = form.sections.find((section) => section.material === material);
      const [before, again] = [first?.fromBar as number, fromBar].map((from) =>
        form.bars.slice(from, from + bars),
      );
      expect(again?.slice(0, -1)).toEqual(before?.slice(0, -1));
      expect(form.material[again?.at(-1) as number]?.cadence).toBe('full');
      expect(form.material[before?.at(-1) as number]?.cadence).toBe('half');
    }
  });

  it('makes other forms of other lengths', () => {
    const letters = (bars: number) =>
      plan(KITCHEN, bars).sections.map(({ material, bars: own }) => `${material}${own}`);
    expect(letters(4)).toEqual(['A4']);
    expect(letters(16)).toHaveLength(4);
    expect(plan(KITCHEN, 32).sections.every(({ bars }) => bars === 8)).toBe(true);
    expect(letters(64)).toHaveLength(8);
    expect(plan(KITCHEN, 128).sections.every(({ bars }) => bars === 16)).toBe(true);
    for (const bars of [16, 32, 64, 128]) expect(letters(bars).at(0)).toMatch(/^A/);
  });

  it.each([32, 64, 128, 512])('plans no bar of %d above the cap but turns', (bars) => {
    for (const { voices, seed } of casts(ANY, bars > 200 ? 5 : 40)) {
      const form = plan(voices, bars, seed);
      const loads = loadsOf(form, voices);
      const alone = interrupting(voices);
      for (const [bar, cast] of playing(form).entries()) {
        // Where all stop, a machine strikes once.
        if (bar === bars - 1 && alone.has(0)) continue;
        if (cast.length > 1) expect(loads[bar]).toBeLessThanOrEqual(12 + 1e-9);
        if (cast.some((voice) => alone.has(voice))) expect(cast).toHaveLength(1);
      }
    }
  });

  it.each([8, 12, 16])('plans no bar of %d above the cap for calm voices', (bars) => {
    for (const { voices, seed } of casts(CALM, 40))
      expect(Math.max(...loadsOf(plan(voices, bars, seed), voices))).toBeLessThanOrEqual(12);
  });

  it.each([12, 14, 16])('plans no bar of %d above the cap where most voices are busy', (bars) => {
    for (const { voices, seed } of casts(BUSY, 80)) {
      const form = plan(voices, bars, seed);
      const loads = loadsOf(form, voices);
      for (const [bar, cast] of playing(form).entries())
        if (cast.length > 1) expect(loads[bar]).toBeLessThanOrEqual(12 + 1e-9);
    }
  });

  it.each([8, 10, 12, 16])(
    'lets each voice of a crowd enter before the last of %d bars',
    (bars) => {
      for (const { voices, seed } of casts(CROWD, 80)) {
        const before = playing(plan(voices, bars, seed))
          .slice(0, -1)
          .flat();
        expect(new Set(before).size).toBe(voices.length);
      }
    },
  );

  it('casts half phrases also where the largest interrupts and strikes once in the last bar', () => {
    const voices = [15, 2.5, 2, 3].map((onsetsPerSecond, i) => ({
      areaShare: 0.4 / 2 ** i,
      onsetsPerSecond,
      object: `object ${i}`,
      centre: { x: i / 4, y: 0.5 },
    }));
    for (const seed of [1, 2, 3, 4]) {
      const casting = playing(plan(voices, 32, seed)).slice(0, -2);
      expect(casting.at(-1)).toEqual(casting.at(-2));
      for (let bar = 0; bar < casting.length; bar += 2)
        expect(casting[bar + 1]).toEqual(casting[bar]);
    }
  });

  it('keeps to a cap that is asked for', () => {
    const form = planForm(KITCHEN, { bars: 64, mostOnsetsASecond: 30, random: seededRandom(1) });
    const loads = loadsOf(form, KITCHEN);
    expect(Math.max(...loads)).toBeGreaterThan(15);
    expect(Math.max(...loads)).toBeLessThanOrEqual(30);
  });

  it.each([16, 32, 64, 128])(
    'lets chords stop for the grinder in %d bars, and holds them',
    (bars) => {
      const form = plan(KITCHEN, bars, 3);
      const turns = playing(form).flatMap((cast, bar) => (cast.includes(5) ? [bar] : []));
      expect(turns.length).toBeGreaterThanOrEqual(bars / 16);
      expect(turns.length).toBeLessThanOrEqual(bars / 3);
      for (const bar of turns) {
        expect(playing(form)[bar]).toEqual([5]);
        expect(form.holds[0]).toContain(form.bars[bar]);
        // Half a phrase, whole.
        expect(turns).toContain(bar % 2 === 0 ? bar + 1 : bar - 1);
      }
      expect(turns.some((bar) => turns.includes(bar + 1) && turns.includes(bar + 2))).toBe(false);
      expect(form.holds.slice(1).flat()).toEqual([]);
    },
  );

  it.each([16, 32, 64, 128])(
    'gives a largest voice that interrupts about half of %d bars',
    (bars) => {
      const voices = [15, 2.5, 2, 3].map((onsetsPerSecond, i) => ({
        areaShare: 0.4 / 2 ** i,
        onsetsPerSecond,
        object: `object ${i}`,
        centre: { x: i / 4, y: 0.5 },
      }));
      for (const seed of [1, 2, 3, 4]) {
        const share = barsPlayed(plan(voices, bars, seed), 0) / bars;
        expect(share).toBeGreaterThanOrEqual(0.35);
        expect(share).toBeLessThanOrEqual(0.6);
      }
    },
  );

  it('plays the largest throughout but for turns, and the others by the root of their area', () => {
    const areas = [0.4, 0.2, 0.1, 0.05];
    const voices = areas.map((areaShare, i) => ({
      areaShare,
      onsetsPerSecond: 1.5,
      object: `object ${i}`,
      centre: { x: i / 4, y: 0.5 },
    }));
    const shares = areas.map((_, voice) => {
      const played = [1, 2, 3, 4, 5, 6].map((seed) => barsPlayed(plan(voices, 64, seed), voice));
      return played.reduce((sum, bars) => sum + bars, 0) / (6 * 64);
    });
    expect(shares[0]).toBe(1);
    for (const [i, area] of areas.entries())
      expect(Math.abs((shares[i] as number) - Math.sqrt(area / 0.4))).toBeLessThan(0.1);
  });

  it.each([32, 64, 128])(
    'has an arc of density in %d bars, with its climax behind the middle',
    (bars) => {
      const places: number[] = [];
      for (const { voices, seed } of casts(CALM, 60)) {
        const form = plan(voices, bars, seed);
        const { fullest, emptiest } = extremes(loadsOf(form, voices));
        expect(fullest.load / emptiest.load).toBeGreaterThanOrEqual(2);
        expect(fullest.load / emptiest.load).toBeLessThanOrEqual(6);
        places.push((fullest.fromBar + 2) / bars);
      }
      places.sort((a, b) => a - b);
      expect(places[30]).toBeGreaterThan(0.55);
      expect(places[30]).toBeLessThan(0.8);
    },
  );

  it.each([16, 64, 128])(
    'opens %d bars with the largest, lets one enter, and closes with few',
    (bars) => {
      for (const { voices, seed } of casts(CALM, 30)) {
        const casting = playing(plan(voices, bars, seed));
        expect(casting[0]).toEqual([0]);
        const opening = new Set(casting.slice(0, bars < 32 ? 2 : 4).flat());
        expect(opening.size).toBeLessThanOrEqual(3);
        const last = casting.at(-1) as number[];
        expect(last).toContain(0);
        expect(last.length).toBeLessThanOrEqual(4);
        expect(last.length).toBeGreaterThan(1);
      }
    },
  );

  it.each([
    ['one object', ['piano', 'cup', 'cup', 'chair', 'chair'], [0.5, 0.1, 0.9, 0.3, 0.7]],
    ['neighbours', ['piano', 'cup', 'bowl', 'chair', 'clock'], [0.5, 0.1, 0.15, 0.9, 0.95]],
  ])('lets %s take turns rather than play together', (_, objects, places) => {
    const voices = objects.map((object, i) => ({
      object,
      areaShare: i === 0 ? 0.4 : 0.06 - 0.005 * i,
      onsetsPerSecond: 2,
      centre: { x: places[i] as number, y: 0.5 },
    }));
    let [together, byChance] = [0, 0];
    for (let seed = 0; seed < 12; seed++) {
      const casting = playing(plan(voices, 64, seed));
      for (const pair of [
        [1, 2],
        [3, 4],
      ]) {
        together += casting.filter((cast) => pair.every((voice) => cast.includes(voice))).length;
        const shares = pair.map((voice) => casting.filter((cast) => cast.includes(voice)).length);
        byChance += ((shares[0] as number) * (shares[1] as number)) / 64;
      }
    }
    expect(together / byChance).toBeLessThan(0.7);
  });

  it.each([
    ['no voices', [], 16, 'at least one voice'],
    ['an area of 0', [{ ...KITCHEN[0], areaShare: 0 }], 16, 'areaShare above 0'],
    ['a density that is none', [{ ...KITCHEN[0], onsetsPerSecond: Number.NaN }], 16, 'NaN'],
    ['too many bars', KITCHEN, 513, 'bars to be a whole number from 1 to 512'],
  ])('refuses %s', (_, voices, bars, words) => {
    const call = () => plan(voices as FormVoice[], bars);
    expect(call).toThrow(MirrorError);
    expect(call).toThrow(words);
  });
});
