import {
  checkArguments,
  checkOptions,
  checkValues,
  type OptionRules,
} from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { maxBy } from '../math/maxBy.js';
import { seededRandom } from '../math/random.js';
import { type TimeSignature, ticksPerBar, ticksToSeconds } from '../music/time.js';
import { areaOf, type Box, centreOf } from '../vision/box.js';
import { checkPhotoSize } from '../vision/photo/checkPhotoSize.js';
import { MOST_VOICES } from './assignVoices.js';
import type { AuditionedPlayer } from './audition.js';
import { MOST_ONSETS_A_SECOND } from './density/limitDensity.js';
import type { Form } from './form/form.js';
import { planForm } from './form/planForm.js';
import { type CommonKey, commonKey, type Tuning, tuneParts, UNTUNED } from './harmony/commonKey.js';
import { PLAN_RANGES } from './planRanges.js';
import { commonTempo, commonTimeSignature, ownTicks, stretchBetween } from './timing.js';

/** Bars of material in a row that a part plays. */
export interface Passage {
  readonly firstBar: number;
  readonly bars: number;
}

/** How much a player plays, and how its own time and key become the piece's. */
export interface PlannedPart extends AuditionedPlayer, Tuning {
  /** In order. */
  readonly passages: readonly Passage[];
  /** Bars of material in which it gives way to another's turn; `isHeldThrough` says how long its last onset is held. */
  readonly holds: readonly number[];
  /**
   * Ticks of the piece that a tick of the decoder lasts: 0.25, 0.5, 1, 2 or 4; of one without a tempo of its own what
   * keeps its seconds.
   */
  readonly stretch: number;
  /** Length of the phrase to decode, all passages one after another, in the decoder's own ticks. */
  readonly phraseTicks: number;
}

export interface PiecePlan {
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
  readonly bars: number;
  readonly form: Form;
  /** The key that all parts share; undefined where each keeps its own. */
  readonly commonKey: CommonKey | undefined;
  readonly mostOnsetsASecond: number;
  /** The largest voice first. */
  readonly parts: readonly PlannedPart[];
}

export interface PlanOptions {
  /** 1–512. */
  readonly bars: number;
  /** Overrides the tempo that the objects agree on. */
  readonly tempoBpm?: number | undefined;
  /** Whole, 0 to 2³² − 1; what the form leaves open is drawn from it. */
  readonly seed: number;
  /** Whether all parts share one harmony. */
  readonly harmonise: boolean;
  /** In pixels: tells which voices stand side by side. */
  readonly photo: { readonly width: number; readonly height: number };
  /** Chords that may begin in a second, of all parts together, 1–100; 12 where nothing is said. */
  readonly mostOnsetsASecond?: number | undefined;
}

const PLAN_RULES: OptionRules<PlanOptions> = {
  ...PLAN_RANGES,
  harmonise: 'boolean',
  photo: 'any',
};

/**
 * Decides the piece before its notes are decoded: one tempo, one time signature and key, its form, and who plays when.
 *
 * @param players the largest voice first, at least one and at most `MOST_VOICES`
 * @throws MirrorError `usage` for no players or too many, a photo without an area, and an option out of its range, of
 *   another type or of no known name
 */
export function planPiece(players: readonly AuditionedPlayer[], options: PlanOptions): PiecePlan {
  checkOptions('planPiece', options, PLAN_RULES);
  checkArguments({ players }, { players: 'array' });
  checkPhotoSize(options.photo);
  const { bars, tempoBpm = commonTempo(players), seed, harmonise, photo } = options;
  const { mostOnsetsASecond = MOST_ONSETS_A_SECOND } = options;
  checkValues({ bars, tempoBpm, seed, mostOnsetsASecond }, PLAN_RANGES);
  if (players.length < 1 || players.length > MOST_VOICES) {
    throw new MirrorError(
      'usage',
      `Expected 1 to ${MOST_VOICES} players, as many as a MIDI file has room for, but received ${players.length}.`,
    );
  }
  const timeSignature = commonTimeSignature(players);
  const barTicks = ticksPerBar(timeSignature);
  const auditions = players.map(({ audition }) => audition.notes);
  const common = harmonise ? commonKey(auditions) : undefined;
  const tunings = common && tuneParts(auditions, common);
  const stretches = players.map(({ ownTempoBpm }) => stretchBetween(ownTempoBpm, tempoBpm));
  const densities = players.map(({ audition, decoder }, i) => {
    const ticks = ticksPerBar(decoder.timeSignature) * (stretches[i] as number);
    return audition.onsetsPerBar / ticksToSeconds(ticks, tempoBpm);
  });
  const voices = players.map(({ matched }) => ({
    areaShare: matched.areaShare,
    // All voices of an object play the same part in the form.
    onsetsPerSecond: Math.max(
      ...densities.filter((_, i) => players[i]?.matched.object.name === matched.object.name),
    ),
    object: matched.object.name,
    centre: centreInPhoto(matched.boxes, photo),
  }));
  const form = planForm(voices, {
    bars,
    mostOnsetsASecond,
    random: seededRandom(`form ${seed}`),
  });
  const parts = players.map((player, i): PlannedPart => {
    const stretch = stretches[i] as number;
    const passages = passagesOf(form.casts[i] as readonly number[]);
    const own = { stretch, timeSignature: player.decoder.timeSignature };
    const phraseTicks = passages.reduce(
      (sum, passage) => sum + ownTicks(passage.bars * barTicks, own),
      0,
    );
    const holds = form.holds[i] as readonly number[];
    return { ...player, ...(tunings?.[i] ?? UNTUNED), passages, holds, stretch, phraseTicks };
  });
  return { tempoBpm, timeSignature, bars, form, commonKey: common, mostOnsetsASecond, parts };
}

/** Rising bars as stretches of bars in a row. */
function passagesOf(bars: readonly number[]): Passage[] {
  const passages: Passage[] = [];
  for (const bar of bars) {
    const last = passages.at(-1);
    if (last && last.firstBar + last.bars === bar) {
      passages[passages.length - 1] = { ...last, bars: last.bars + 1 };
    } else {
      passages.push({ firstBar: bar, bars: 1 });
    }
  }
  return passages;
}

/** Where the largest of some boxes stands, 0–1 from the left and from the top. */
function centreInPhoto(boxes: readonly Box[], photo: { width: number; height: number }) {
  const largest = maxBy(boxes, areaOf) as Box;
  const { x, y } = centreOf(largest);
  return { x: x / photo.width, y: y / photo.height };
}
