import { checkValues } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import type { Random } from '../../math/random.js';
import { MOST_ONSETS_A_SECOND } from '../density/limitDensity.js';
import { castVoices } from './castVoices.js';
import { chooseStructure } from './chooseStructure.js';
import type { Form, FormVoice } from './form.js';
import { FORM_RANGES } from './formRanges.js';
import { planImitations } from './planImitations.js';
import { rolesOf, slotsNeeded } from './roles.js';
import type { Slot } from './slots.js';

/**
 * Plans a piece bar by bar before anything of it is decoded: sections of four-bar phrases, what returns, and who plays in what.
 *
 * The largest voice plays throughout but for the turns of others, which are voices so dense that they leave no room: in their turns
 * the others rest, and the largest of them holds its chord. All others play with the root of their relative area where
 * there is room. Few open, the climax stands at about two thirds, and the largest few close. Neighbours in the picture, and voices
 * of one object, answer one another. What returns is cast as it was.
 *
 * @param voices at least one; the first is as large as any
 * @param options.bars 1–512
 * @param options.mostOnsetsASecond chords a second of all voices together, 1–100
 * @param options.random draws among forms and places that suit equally well
 * @throws MirrorError `usage` for no voices, an area or density that is none, or an option out of its range
 */
export function planForm(
  voices: readonly FormVoice[],
  options: {
    readonly bars: number;
    readonly mostOnsetsASecond?: number;
    readonly random: Random;
  },
): Form {
  const { bars, mostOnsetsASecond: most = MOST_ONSETS_A_SECOND, random } = options;
  checkValues<keyof typeof FORM_RANGES>(options, FORM_RANGES);
  checkVoices(voices);
  const roles = rolesOf(voices, most);
  const structure = chooseStructure(bars, {
    halfPhrases: slotsNeeded(voices, roles),
    contrast: contrastOf(voices),
    random,
  });
  const { stage, casting } = castVoices(structure, voices, { roles, most, random });
  const { slots } = stage;
  const { sections, material } = structure;
  return {
    sections,
    bars: structure.bars,
    material,
    casts: voices.map((_, voice) => materialOf(slots, (slot) => casting.plays(voice, slot))),
    holds: voices.map((_, voice) =>
      voice === roles.leader && roles.isLeaderHolding
        ? materialOf(slots, (slot) => slot > 0 && !casting.plays(voice, slot))
        : [],
    ),
    imitations: planImitations(casting, stage, structure),
  };
}

function checkVoices(voices: readonly FormVoice[]): void {
  if (voices.length === 0) {
    throw new MirrorError(
      'usage',
      'Expected at least one voice to plan a form for but received none.',
    );
  }
  for (const [i, { areaShare, onsetsPerSecond }] of voices.entries()) {
    if (areaShare > 0 && onsetsPerSecond >= 0 && Number.isFinite(areaShare + onsetsPerSecond))
      continue;
    throw new MirrorError(
      'usage',
      `Expected of voice ${i} an areaShare above 0 and onsetsPerSecond of 0 or more but received ${areaShare} and ${onsetsPerSecond}.`,
    );
  }
}

/** 0 where one voice is much larger than all others, 1 where many are of a size. */
function contrastOf(voices: readonly FormVoice[]): number {
  const areas = voices.map(({ areaShare }) => areaShare).sort((a, b) => b - a);
  const [largest, second = 0] = areas as [number, number?];
  return 0.5 * (second / largest) + 0.5 * Math.min(1, voices.length / 10);
}

function materialOf(slots: readonly Slot[], isIn: (slot: number) => boolean): number[] {
  return slots.flatMap(({ material }, slot) => (isIn(slot) ? material : [])).sort((a, b) => a - b);
}
