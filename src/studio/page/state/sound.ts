import { batch } from '@preact/signals';
import type { PieceAnswer } from '../../protocol/answers.js';
import { type PlayablePiece, playablePiece } from '../engine/playablePiece.js';
import type { Player, PlayerEvent } from '../engine/player.js';
import type { ChannelMix } from '../engine/worklet/workletMessages.js';
import type { Session } from './session.js';

/** Where an audition is, or that the last one is over. */
export type AuditionEvent = Extract<PlayerEvent, { readonly kind: 'audition' }>;

export type OpenPlayer = (options: {
  readonly soundFont: string;
  readonly onEvent: (event: PlayerEvent) => void;
}) => Promise<Player>;

/** Carries what is asked of the sound to the player, which opens with the first piece, and its places back to the session. */
export function openSound({
  session,
  openPlayer,
  onAudition,
  fail,
}: {
  readonly session: Session;
  readonly openPlayer: OpenPlayer;
  /** Hears how auditions go. */
  readonly onAudition?: (event: AuditionEvent) => void;
  readonly fail: (error: unknown) => void;
}) {
  let opening: Promise<Player> | undefined;
  let time = () => 0;
  let seeks = 0;

  const onEvent = (event: PlayerEvent) => {
    if (event.kind === 'failed') return fail(new Error(`The sound stopped: ${event.message}`));
    if (event.kind === 'ready') return;
    if (event.kind === 'audition') return onAudition?.(event);
    // A place from before the last seek would let the playhead jump back.
    const ticks = event.seek < seeks ? session.place.value.ticks : event.ticks;
    batch(() => {
      session.place.value = { ...event, ticks };
      session.isPlaying.value = event.isPlaying;
      session.soundingPiece.value = event.piece;
    });
  };
  const withPlayer = (act: (player: Player) => unknown) => {
    opening ??= openPlayer({ soundFont: '/soundfont.sf3', onEvent });
    opening
      .then((player) => {
        time = player.time;
        return act(player);
      })
      .catch(fail);
  };

  return {
    /** Seconds on the clock of the sound. */
    time: () => time(),
    load: (piece: PieceAnswer, id: number) =>
      withPlayer((player) => player.load(playablePiece(piece, id))),
    play: () => withPlayer((player) => player.play()),
    pause: () => withPlayer((player) => player.pause()),
    audition: (piece: PlayablePiece, isNext: boolean) =>
      withPlayer((player) => player.audition(piece, isNext)),
    endAudition: () => {
      if (opening !== undefined) withPlayer((player) => player.endAudition());
    },
    openLive: (program: number) => withPlayer((player) => player.openLive(program)),
    live: (bytes: readonly number[]) => withPlayer((player) => player.live(bytes)),
    seek: (ticks: number) => {
      session.place.value = { ...session.place.value, ticks, time: time() };
      if (opening === undefined) return;
      const number = ++seeks;
      withPlayer((player) => player.seek(ticks, number));
    },
    repeat: (isRepeating: boolean) => {
      session.isRepeating.value = isRepeating;
      withPlayer((player) => player.repeat(isRepeating));
    },
    mix: (channels: readonly ChannelMix[]) => {
      if (channels.length > 0) withPlayer((player) => player.mix(channels));
    },
  };
}
