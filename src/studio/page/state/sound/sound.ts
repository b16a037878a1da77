import { batch } from '@preact/signals';
import type { PieceAnswer } from '../../../protocol/answers.js';
import { type PlayablePiece, playablePiece } from '../../engine/playablePiece.js';
import type { Player, PlayerEvent } from '../../engine/player.js';
import type { ChannelMix } from '../../engine/worklet/workletMessages.js';
import type { Session } from '../session.js';
import { connectPlayer } from './playerConnection.js';

/** Where an audition is, or that the last one is over. */
export type AuditionEvent = Extract<PlayerEvent, { readonly kind: 'audition' }>;

export type OpenPlayer = (options: {
  readonly soundFont: string;
  readonly onEvent: (event: PlayerEvent) => void;
}) => Promise<Player>;

/**
 * Carries what is asked of the sound to the player, which opens with the first piece, and its places back to the session. A player that has
 * failed is opened anew by the next press that asks for sound, and is sent what the one before it was.
 */
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
  let time = () => 0;
  let seeks = 0;
  /** What was asked last: all that a player which takes the place of another has to be sent. */
  let piece: PlayablePiece | undefined;
  let channels: readonly ChannelMix[] = [];
  let program: number | undefined;
  let auditioned: number | undefined;

  const onEvent = (event: PlayerEvent) => {
    if (event.kind === 'failed') return onFailed(new Error(`The sound stopped: ${event.message}`));
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
  /** Nothing sounds any more: the page offers to play again. */
  const onFailed = (error: unknown) => {
    setFailed();
    batch(() => {
      session.place.value = { ...session.place.value, isPlaying: false };
      session.isPlaying.value = false;
      if (auditioned !== undefined)
        onAudition?.({ kind: 'audition', piece: auditioned, ticks: 0, time: 0, isOver: true });
      fail(error);
    });
  };
  const restore = async (player: Player) => {
    if (piece !== undefined) player.load(piece);
    player.mix(channels);
    player.repeat(session.isRepeating.value);
    player.seek(session.place.value.ticks, seeks);
    if (program !== undefined) await player.openLive(program);
  };
  const { send, press, isOpen, setFailed } = connectPlayer({
    open: (onEvent) => openPlayer({ soundFont: '/soundfont.sf3', onEvent }),
    onOpened: (player) => {
      time = player.time;
    },
    restore,
    onEvent,
    onFailed,
    fail,
  });

  return {
    /** Seconds on the clock of the sound. */
    time: () => time(),
    load: (answer: PieceAnswer, id: number) => {
      const loaded = playablePiece(answer, id);
      piece = loaded;
      send((player) => player.load(loaded));
    },
    play: () => press((player) => player.play()),
    pause: () => send((player) => player.pause()),
    audition: (asked: PlayablePiece, isNext: boolean) => {
      auditioned = asked.id;
      press((player) => player.audition(asked, isNext));
    },
    endAudition: () => {
      if (isOpen()) send((player) => player.endAudition());
    },
    openLive: (asked: number) => {
      program = asked;
      press((player) => player.openLive(asked));
    },
    live: (bytes: readonly number[]) => {
      if (isOpen()) send((player) => player.live(bytes));
    },
    seek: (ticks: number) => {
      session.place.value = { ...session.place.value, ticks, time: time() };
      if (!isOpen()) return;
      const number = ++seeks;
      send((player) => player.seek(ticks, number));
    },
    repeat: (isRepeating: boolean) => {
      session.isRepeating.value = isRepeating;
      send((player) => player.repeat(isRepeating));
    },
    mix: (asked: readonly ChannelMix[]) => {
      if (asked.length === 0) return;
      channels = asked;
      send((player) => player.mix(asked));
    },
  };
}
