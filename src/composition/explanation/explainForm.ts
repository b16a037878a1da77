import { type KeyMode, tonicOf } from '../../music/key.js';
import { pitchClassName } from '../../music/note.js';
import { TICKS_PER_QUARTER } from '../../music/time.js';
import { voiceName } from '../assignVoices.js';
import type { Triad } from '../harmony/chord.js';
import { homeOf } from '../harmony/commonKey.js';
import type { PlayedPiece } from '../playTogether.js';
import { isHeldThrough, turnsOf } from '../turns.js';

/** Why a piece goes as it goes: its form, its harmony, and who plays in each bar. */
export interface FormExplanation {
  /** That it is heard in and closes in; undefined where each part keeps its own. */
  readonly key?: { readonly tonic: number; readonly mode: KeyMode; readonly leader: string };
  /** From the first bar to the last, without gaps. */
  readonly sections: readonly {
    /** A, B, C … in order of appearance. */
    readonly letter: string;
    /** From 1. */
    readonly fromBar: number;
    readonly bars: number;
    /** It was there before, and has another cadence now. */
    readonly returns: boolean;
  }[];
  /** One a bar of the piece. */
  readonly bars: readonly BarExplanation[];
  /** Who took up whose motif, in the order of the bars. */
  readonly answers: readonly AnswerExplanation[];
}

export interface AnswerExplanation {
  /** An answer has the motif of its model, a canon all of what it plays. */
  readonly kind: 'answer' | 'canon';
  readonly voice: string;
  /** The bar that it begins in beside its model, from 1. */
  readonly bar: number;
  /** Whose motif it is; it may be stated before or after it. */
  readonly of: string;
  /** The bar that the motif begins in there, from 1. */
  readonly ofBar: number;
  /** Quarter notes by which a canon follows; 0 for an answer. */
  readonly delayQuarters: number;
  /** Chords that are taken up. */
  readonly events: number;
}

export interface BarExplanation {
  /** From 1. */
  readonly bar: number;
  /** The bar in which the same was first heard, from 1; its own number where it is new. */
  readonly first: number;
  /** One after another, as `C`, `F#m`; null where no part laid one down. None where each part keeps its own harmony. */
  readonly triads: readonly (string | null)[];
  /** Names of the voices that play. */
  readonly plays: readonly string[];
  /** Who holds a chord while another has the turn. */
  readonly holds: readonly string[];
  /** One voice alone. */
  readonly turn: boolean;
}

/** The form of a piece as it was planned and played. */
export function explainForm({ plan, parts: played, harmony }: PlayedPiece): FormExplanation {
  const { form, commonKey: common, parts } = plan;
  const names = parts.map(({ matched }) => voiceName(matched));
  const turns = turnsOf(plan);
  const starts = harmony
    ? Array.from(
        { length: harmony.barTicks / harmony.triadTicks },
        (_, i) => i * harmony.triadTicks,
      )
    : [];
  return {
    ...(common && {
      key: {
        tonic: tonicOf(homeOf(common)),
        mode: homeOf(common).mode,
        leader: names[common.leader] as string,
      },
    }),
    sections: form.sections.map(({ material, fromBar, bars, variation }) => ({
      letter: material,
      fromBar: fromBar + 1,
      bars,
      returns: variation > 0,
    })),
    bars: form.bars.map((bar, at) => ({
      bar: at + 1,
      first: form.bars.indexOf(bar) + 1,
      triads: starts.map((ticks) => {
        const triad = harmony?.triadAt({ bar, ticks });
        return triad ? triadName(triad) : null;
      }),
      plays: names.filter((_, voice) => form.casts[voice]?.includes(bar)),
      holds: names.filter((_, voice) =>
        isHeldThrough(at, { bars: form.bars, holds: form.holds[voice] ?? [] }),
      ),
      turn: turns.has(bar),
    })),
    answers: answersOf(played),
  };
}

function answersOf(parts: PlayedPiece['parts']): AnswerExplanation[] {
  return parts
    .flatMap(({ matched, motifs }) =>
      motifs.map(
        ({ kind, bar, model, delayTicks, events }): AnswerExplanation => ({
          kind,
          voice: voiceName(matched),
          bar: bar + 1,
          of: model.part,
          ofBar: model.bar + 1,
          delayQuarters: delayTicks / TICKS_PER_QUARTER,
          events: events.length,
        }),
      ),
    )
    .sort((a, b) => a.bar - b.bar);
}

/** @example triadName({ root: 6, quality: 'minor' }) // 'F#m' */
function triadName({ root, quality }: Triad): string {
  return `${pitchClassName(root)}${quality === 'minor' ? 'm' : ''}`;
}
