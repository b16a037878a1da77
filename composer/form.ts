import { MirrorError } from '../src/errors.js';
import type { Passage } from './passage.js';
import type { Desk } from './take.js';

/** Writes one section; `round` counts from 0 how often this section has come before. */
export type Section = (round: number) => Passage;

/**
 * Sections in the order of their letters, from the first again until the take is long enough, then Z.
 * Each one is filled up to a bar line with silence, so that the next begins where a bar does.
 *
 * The close is always there and always last. The order is read at least once up to its first letter.
 *
 * @throws MirrorError `usage` for a letter that has no section
 * @example form(desk, 'AABA', { A: verse, B: bridge, Z: close })
 */
export function form(
  { targetBeats, beatsPerBar }: Desk,
  order: string,
  sections: Readonly<Record<string, Section>>,
): Passage[] {
  const close = toBarLine(section(sections, 'Z')(0), beatsPerBar);
  const rounds = new Map<string, number>();
  const passages: Passage[] = [];
  let beats = close.lengthBeats;
  for (let place = 0; ; place++) {
    const letter = order.charAt(place % order.length);
    const round = rounds.get(letter) ?? 0;
    const passage = toBarLine(section(sections, letter)(round), beatsPerBar);
    // Half a passage too long is as good as half a passage too short.
    if (place > 0 && beats + passage.lengthBeats / 2 > targetBeats) break;
    rounds.set(letter, round + 1);
    passages.push(passage);
    beats += passage.lengthBeats;
  }
  return [...passages, close];
}

function toBarLine(passage: Passage, beatsPerBar: number): Passage {
  const bars = Math.ceil(passage.lengthBeats / beatsPerBar - 1e-6);
  return { ...passage, lengthBeats: bars * beatsPerBar };
}

function section(sections: Readonly<Record<string, Section>>, letter: string): Section {
  const found = sections[letter];
  if (found === undefined)
    throw new MirrorError(
      'usage',
      `Expected a section for ${letter} but only ${Object.keys(sections).join(', ')} are written.`,
    );
  return found;
}
