import type { Random } from '../../math/random.js';
import type { Arc } from './arc.js';
import type { FormVoice } from './form.js';
import type { Roles } from './roles.js';
import type { Slot } from './slots.js';

/** What is known of a piece when its slots are given out; the last slot is the last bar of the piece. */
export interface Stage {
  readonly voices: readonly FormVoice[];
  readonly slots: readonly Slot[];
  readonly roles: Roles;
  readonly arc: Arc;
  readonly pieceBars: number;
  readonly random: Random;
}

/** Onsets a second of a voice. */
export function onsetsOf(voices: readonly FormVoice[], voice: number): number {
  return (voices[voice] as FormVoice).onsetsPerSecond;
}
