import type { Form, FormVoice } from '../../../src/composition/form/form.js';

/** A form as text, one column a bar: letters, bars of material, casts (█), holds (─), and onsets a second. */
export function chartForm(form: Form, voices: readonly FormVoice[]): string {
  const letters = form.bars.map((_, bar) => {
    const section = form.sections.find(({ fromBar }) => fromBar === bar);
    return section ? section.material : '·';
  });
  const firsts = form.bars.map((index, bar) => (form.bars.indexOf(index) < bar ? '=' : ' '));
  const cadences = form.bars.map(
    (index) => ({ half: 'h', full: 'F', none: ' ' })[form.material[index]?.cadence ?? 'none'],
  );
  const rows = voices.map(({ object }, voice) => {
    const cells = form.bars.map((index) =>
      form.casts[voice]?.includes(index) ? '█' : form.holds[voice]?.includes(index) ? '─' : ' ',
    );
    return `${object.padEnd(12)}|${cells.join('')}|`;
  });
  const loads = loadsOf(form, voices).map((load) => Math.min(99, Math.round(load)));
  const digits = [loads.map((l) => (l > 9 ? Math.floor(l / 10) : ' ')), loads.map((l) => l % 10)];
  const named = [letters, firsts, cadences].map((cells) => `${' '.repeat(12)}|${cells.join('')}|`);
  return [...named, ...rows, ...digits.map((cells) => `${' '.repeat(12)}|${cells.join('')}|`)].join(
    '\n',
  );
}

/** Planned onsets a second in each bar of the piece. */
export function loadsOf(form: Form, voices: readonly FormVoice[]): number[] {
  const casts = form.casts.map((cast) => new Set(cast));
  return form.bars.map((index) =>
    voices.reduce(
      (sum, { onsetsPerSecond }, voice) => sum + (casts[voice]?.has(index) ? onsetsPerSecond : 0),
      0,
    ),
  );
}
