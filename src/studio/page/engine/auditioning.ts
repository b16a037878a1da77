import type { PlayablePiece } from './playablePiece.js';
import { type Message, openScheduler, type Place, type Scheduler } from './scheduler.js';

/** A scheduler of the room's piece that lets something else be heard in between. */
export interface AuditioningScheduler extends Scheduler {
  /**
   * Plays a piece apart from the room's, which pauses meanwhile and goes on where it was if it played. It takes the place of the
   * audition before.
   *
   * @param isNext begins where the audition that sounds ends, without a gap; where none sounds, at once
   */
  readonly audition: (piece: PlayablePiece, isNext: boolean) => Message[];
  readonly endAudition: () => Message[];
  /** Where the audition is; undefined where there is none. */
  readonly auditioned: () => Place | undefined;
}

/** @param isReady as for `openScheduler`; an audition begins once its samples are there */
export function openAuditioningScheduler(
  isReady: (piece: PlayablePiece) => boolean = () => true,
): AuditioningScheduler {
  const room = openScheduler(isReady);
  let apart: Scheduler | undefined;
  /** Whether the room's piece played before the first of several auditions. */
  let goesOn = false;
  /** Not yet begun: its samples are not there. */
  let waiting: PlayablePiece | undefined;

  /** Lets go of the audition, without a word about the room's piece. */
  const leave = (): Message[] => {
    const released = apart?.pause() ?? [];
    apart = undefined;
    waiting = undefined;
    return released;
  };
  const giveBack = (): Message[] => {
    if (apart === undefined) return [];
    const released = leave();
    return goesOn ? [...released, ...room.play()] : released;
  };
  /** What the room's piece tells its channels while another sounds there is told again when it plays. */
  const unlessApart = (messages: Message[]) => (apart === undefined ? messages : []);

  return {
    load: (piece) => unlessApart(room.load(piece)),
    play: () => [...leave(), ...room.play()],
    pause: () => [...leave(), ...room.pause()],
    seek: (ticks) => unlessApart(room.seek(ticks)),
    repeat: room.repeat,
    place: room.place,
    audition: (piece, isNext) => {
      if (isNext && waiting === undefined && apart?.place().isPlaying) return apart.load(piece);
      if (apart === undefined) goesOn = room.place().isPlaying;
      const paused = apart === undefined ? room.pause() : leave();
      apart = openScheduler(isReady);
      waiting = piece;
      return paused;
    },
    endAudition: giveBack,
    auditioned: () =>
      waiting === undefined ? apart?.place() : { piece: waiting.id, ticks: 0, isPlaying: true },
    advance: (seconds) => {
      if (apart === undefined) return room.advance(seconds);
      const begun: Message[] = [];
      if (waiting !== undefined) {
        if (!isReady(waiting)) return [];
        apart.load(waiting);
        waiting = undefined;
        begun.push(...apart.play());
      }
      const due = [...begun, ...apart.advance(seconds)];
      return apart.place().isPlaying ? due : [...due, ...giveBack()];
    },
  };
}
