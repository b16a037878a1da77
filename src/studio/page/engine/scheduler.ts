import { lowerBound } from '../../../math/lowerBound.js';
import { messageAt } from './packedMessages.js';
import type { PlayablePiece } from './playablePiece.js';
import { openSoundingKeys } from './soundingKeys.js';

/** The bytes of a channel message, status first. */
export type Message = readonly number[];

/** Where the music is. */
export interface Place {
  /** Of the piece that sounds, or would; undefined before there is one. */
  readonly piece: number | undefined;
  /** From the start of the piece, with fractions. */
  readonly ticks: number;
  readonly isPlaying: boolean;
}

/**
 * Decides which messages are due, from the time that has passed alone: it knows no clock, no synthesiser and no screen. What each
 * function returns is to be sent at once, in that order.
 */
export interface Scheduler {
  /** Takes another piece: at once where nothing plays, else from the next bar on, if `isReady` says so by then. */
  readonly load: (piece: PlayablePiece) => Message[];
  readonly play: () => Message[];
  readonly pause: () => Message[];
  /** Goes to a place of the piece; beyond its ends means the end. @param ticks from its start */
  readonly seek: (ticks: number) => Message[];
  readonly repeat: (isRepeating: boolean) => void;
  /** What is due within the next seconds. */
  readonly advance: (seconds: number) => Message[];
  readonly place: () => Place;
}

/**
 * @param isReady whether the samples of a piece are decoded; one that is not waits for the bar after
 */
export function openScheduler(isReady: (piece: PlayablePiece) => boolean = () => true): Scheduler {
  const sounding = openSoundingKeys();
  let piece: PlayablePiece | undefined;
  let next: PlayablePiece | undefined;
  /** Of the first message that is not sent yet. */
  let index = 0;
  let ticks = 0;
  let isPlaying = false;
  let isRepeating = false;

  /** Goes to a place without a word about what sounds. */
  const goTo = (to: number) => {
    ticks = to;
    const due = piece?.messages.ticks ?? [];
    index = lowerBound(due.length, (i) => (due[i] ?? 0) < to);
  };
  /** Lets go of what sounds and makes the next piece the one that plays, in the bar of the same number. */
  const change = (bar: number): Message[] => {
    const released = sounding.release();
    piece = next as PlayablePiece;
    next = undefined;
    goTo(bar * piece.barTicks < piece.lengthTicks ? bar * piece.barTicks : 0);
    return [...released, ...piece.setup];
  };
  const barAt = (at: number) => (piece === undefined ? 0 : Math.floor(at / piece.barTicks));

  return {
    load: (loaded) => {
      next = loaded;
      return isPlaying ? [] : change(barAt(ticks));
    },
    play: () => {
      if (piece === undefined) return [];
      if (ticks >= piece.lengthTicks) goTo(0);
      isPlaying = true;
      return [...piece.setup];
    },
    pause: () => {
      isPlaying = false;
      const released = sounding.release();
      return next === undefined ? released : [...released, ...change(barAt(ticks))];
    },
    seek: (to) => {
      const released = sounding.release();
      const changed = next === undefined ? [] : change(0);
      goTo(Math.min(Math.max(0, to), piece?.lengthTicks ?? 0));
      return [...released, ...changed];
    },
    repeat: (repeating) => {
      isRepeating = repeating;
    },
    advance: (seconds) => {
      const due: Message[] = [];
      let left = seconds;
      while (piece !== undefined && isPlaying && left > 0) {
        const { lengthTicks, barTicks, ticksPerSecond, messages } = piece;
        const bar = Math.min(lengthTicks, (Math.floor(ticks / barTicks) + 1) * barTicks);
        const end = Math.min(bar, ticks + left * ticksPerSecond);
        for (; (messages.ticks[index] ?? Infinity) < end; index++) {
          const bytes = messageAt(messages, index);
          sounding.note(bytes);
          due.push(bytes);
        }
        // Less than a thousandth of a sample is left of a quantum that ends with the bar.
        left = end === bar ? Math.max(0, left - (bar - ticks) / ticksPerSecond) : 0;
        ticks = end;
        if (end < bar) break;
        if (next !== undefined && isReady(next)) {
          due.push(...change(bar === lengthTicks && isRepeating ? 0 : barAt(bar)));
        } else if (bar === lengthTicks) {
          due.push(...sounding.release());
          goTo(0);
          isPlaying = isRepeating;
        }
      }
      return due;
    },
    place: () => ({ piece: piece?.id, ticks, isPlaying }),
  };
}
