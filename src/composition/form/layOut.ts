import type { Cadence, MaterialBar, Section } from './form.js';

/** Bars in a phrase; the last of a piece may be shorter. */
export const PHRASE_BARS = 4;

/** An order of sections, and of the phrases in them. */
export interface Outline {
  /** One letter a section. */
  readonly order: string;
  /** One letter a phrase: of the sections A, and of the others. */
  readonly statement: string;
  readonly contrast: string;
}

/** A phrase of material, with the last bars that it has. */
export interface MaterialPhrase {
  /** For each place in the phrase the bars of material that stand there: one, or at the last place one a cadence. */
  readonly places: readonly (readonly number[])[];
}

/** The bars of a piece and what returns in them, without voices. */
export interface Structure {
  readonly sections: readonly Section[];
  readonly bars: readonly number[];
  readonly material: readonly MaterialBar[];
  /** In order of appearance; the last bar of the piece belongs to none of them. */
  readonly phrases: readonly MaterialPhrase[];
}

/**
 * Lays an outline out over the bars of a piece. What returns is the same bars; only the last bar of a repeated phrase, and of a
 * section that returns, is another, with a full cadence instead of a half. The last bar of the piece is its own.
 *
 * @param bars 1 or more; what the outline has beyond them is left out
 */
export function layOut(bars: number, { order, statement, contrast }: Outline): Structure {
  const material: MaterialBar[] = [];
  const sections: Section[] = [];
  const laid: number[] = [];
  const phrases = new Map<string, number[][]>();
  const known = new Map<string, number>();
  const add = (bar: MaterialBar) => material.push(bar) - 1;

  const layPhrase = (letter: string, { name, cadence }: { name: string; cadence: Cadence }) => {
    const places = phrases.get(name) ?? [];
    phrases.set(name, places);
    for (let bar = 0; bar < PHRASE_BARS && laid.length < bars - 1; bar++) {
      const isLast = bar === PHRASE_BARS - 1;
      const key = `${name}${bar}${isLast ? cadence : ''}`;
      let index = known.get(key);
      if (index === undefined) {
        index = add({ letter, bar, ...(isLast && { cadence }) });
        known.set(key, index);
        places[bar] = [...(places[bar] ?? []), index];
      }
      laid.push(index);
    }
  };

  for (const [i, letter] of [...order].entries()) {
    const fromBar = laid.length;
    if (fromBar >= bars - 1 && i > 0) break;
    const isReturn = order.indexOf(letter) < i;
    const inner = letter === 'A' ? statement : contrast;
    for (const [j, phrase] of [...inner].entries()) {
      const isFull = inner.indexOf(phrase) < j || (isReturn && j === inner.length - 1);
      layPhrase(letter, { name: letter + phrase, cadence: isFull ? 'full' : 'half' });
    }
    sections.push({ material: letter, fromBar, bars: laid.length - fromBar, variation: +isReturn });
  }

  const last = sections.pop() as Section;
  const bar = laid.length % PHRASE_BARS;
  laid.push(add({ letter: last.material, bar, cadence: 'full' }));
  sections.push({ ...last, bars: last.bars + 1 });
  const withBars = [...phrases.values()].filter((places) => places.length > 0);
  return {
    sections,
    bars: laid,
    material,
    phrases: withBars.map((places) => ({ places })),
  };
}

/** Which share of the bars sounded before, 0–1. */
export function returnShare({ bars, material }: Pick<Structure, 'bars' | 'material'>): number {
  return 1 - material.length / bars.length;
}
