import { type Note, pitchClassOf } from '../../music/note.js';

/** What sounds is counted in eighths of a bar. */
const FRAMES = 8;

/** A place in the material of a piece. */
export interface MaterialPlace {
  /** Bar of material. */
  readonly bar: number;
  /** From its bar line. */
  readonly ticks: number;
}

/** What the parts that have played so far sound, for those that are decoded after them. */
export interface SoundingParts {
  /** Share of some ticks from a place on in which each pitch class sounds, [12] from C on, 0–1. */
  readonly soundingAt: (place: MaterialPlace, spanTicks: number) => Float64Array;
  /**
   * Adds a part.
   *
   * @param bars what it plays in each bar of material, ticks from its bar line
   * @param semitones that all of it is moved by
   */
  readonly add: (bars: readonly (readonly Note[])[], semitones: number) => void;
}

export function openSoundingParts(materialBars: number, barTicks: number): SoundingParts {
  const frames = Array.from({ length: materialBars * FRAMES }, () => new Float64Array(12));
  const frameTicks = barTicks / FRAMES;
  return {
    soundingAt: ({ bar, ticks }, spanTicks) => {
      const inBar = Math.min(FRAMES - 1, Math.max(0, Math.floor(ticks / frameTicks)));
      const first = bar * FRAMES + inBar;
      const span = Math.max(1, Math.round(spanTicks / frameTicks));
      const share = new Float64Array(12);
      for (const sounding of frames.slice(first, first + span)) {
        for (const [pitchClass, time] of sounding.entries()) {
          share[pitchClass] = (share[pitchClass] as number) + Math.min(1, time) / span;
        }
      }
      return share;
    },
    add: (bars, semitones) => {
      for (const [bar, notes] of bars.entries()) {
        for (const { pitch, startTicks, durationTicks } of notes) {
          const start = bar * barTicks + startTicks;
          addSpan(frames, {
            pitchClass: pitchClassOf(pitch + semitones),
            // What rings on farther is let go where the harmony moves on.
            from: start / frameTicks,
            to: Math.min(start + durationTicks, (bar + 2) * barTicks) / frameTicks,
          });
        }
      }
    },
  };
}

/** Adds a note that sounds from one frame to another, in parts of frames. */
function addSpan(
  frames: readonly Float64Array[],
  { pitchClass, from, to }: { pitchClass: number; from: number; to: number },
): void {
  for (let frame = Math.max(0, Math.floor(from)); frame < to; frame++) {
    const sounding = frames[frame];
    if (!sounding) return;
    const within = Math.min(to, frame + 1) - Math.max(from, frame);
    sounding[pitchClass] = (sounding[pitchClass] as number) + within;
  }
}
