import type { PlayablePiece } from './playablePiece.js';
import processorUrl from './worklet/processor.ts?worker&url';
import {
  type ChannelMix,
  type FromWorklet,
  PROCESSOR,
  type ToWorklet,
} from './worklet/workletMessages.js';

/** What the player tells those who show it. */
export type PlayerEvent = Exclude<FromWorklet, { readonly kind: 'silent' }>;

/** Plays pieces: an audio context, the worklet in it, and the SoundFont. It knows no screen. */
export interface Player {
  readonly load: (piece: PlayablePiece) => void;
  /** Must be called from a click or a key press, before which no browser sounds. */
  readonly play: () => Promise<void>;
  readonly pause: () => void;
  /**
   * @param ticks from the start of the piece
   * @param number counts the seeks; places tell the last one that was made
   */
  readonly seek: (ticks: number, number: number) => void;
  readonly repeat: (isRepeating: boolean) => void;
  readonly mix: (channels: readonly ChannelMix[]) => void;
  /** Plays something apart from the piece, as `AuditioningScheduler.audition` has it; from a click or a key press, as `play`. */
  readonly audition: (piece: PlayablePiece, isNext: boolean) => Promise<void>;
  readonly endAudition: () => void;
  /** Makes ready for a keyboard; from a click or a key press, as `play`. @param program General MIDI, 0–127 */
  readonly openLive: (program: number) => Promise<void>;
  /** Sounds a channel message on `LIVE_CHANNEL` at once. */
  readonly live: (bytes: readonly number[]) => void;
  /** Seconds on the clock of the place that was told last. */
  readonly time: () => number;
  /** Ends its sound for good. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the player. It makes no sound and needs no click; the SoundFont comes in behind it.
 *
 * @param options.soundFont address of the SoundFont
 * @param options.onEvent hears of each place, 30 times a second, and of what fails
 */
export async function openPlayer({
  soundFont,
  onEvent,
}: {
  readonly soundFont: string;
  readonly onEvent: (event: PlayerEvent) => void;
}): Promise<Player> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  try {
    await context.audioWorklet.addModule(processorUrl);
  } catch (error) {
    await context.close();
    throw error;
  }
  const node = new AudioWorkletNode(context, PROCESSOR, {
    numberOfInputs: 0,
    outputChannelCount: [2],
  });
  const say = (message: ToWorklet, transfer: Transferable[] = []) =>
    node.port.postMessage(message, transfer);
  node.onprocessorerror = () =>
    onEvent({ kind: 'failed', message: 'The synthesiser came to an end.' });
  let presses = 0;
  node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => {
    if (data.kind !== 'silent') return onEvent(data);
    // The audio thread takes some 12 % of a core (measured in Chromium), also for silence. A press that is on its way
    // to the worklet goes before.
    if (data.presses === presses) context.suspend().catch(() => {});
  };
  const press = async (message: ToWorklet) => {
    presses++;
    await context.resume();
    say(message);
  };
  node.connect(limiterOf(context)).connect(context.destination);
  loadSoundFont(soundFont).then(
    (bytes) => say({ kind: 'soundFont', bytes }, [bytes]),
    (error) => onEvent({ kind: 'failed', message: `The instruments did not load (${error}).` }),
  );
  return {
    load: (piece) => say({ kind: 'load', piece }),
    play: () => press({ kind: 'play' }),
    pause: () => say({ kind: 'pause' }),
    seek: (ticks, number) => say({ kind: 'seek', ticks, number }),
    repeat: (isRepeating) => say({ kind: 'repeat', isRepeating }),
    mix: (channels) => say({ kind: 'mix', channels }),
    audition: (piece, isNext) => press({ kind: 'audition', piece, isNext }),
    endAudition: () => say({ kind: 'endAudition' }),
    openLive: (program) => press({ kind: 'openLive', program }),
    live: (bytes) => say({ kind: 'live', bytes }),
    time: () => context.currentTime,
    close: () => context.close(),
  };
}

/** Holds peaks below full scale, which `--wav` does by looking at the whole piece first. */
function limiterOf(context: AudioContext): AudioNode {
  return new DynamicsCompressorNode(context, {
    threshold: -3,
    knee: 0,
    ratio: 20,
    attack: 0.002,
    release: 0.1,
  });
}

async function loadSoundFont(address: string): Promise<ArrayBuffer> {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${reply.status}`);
  return reply.arrayBuffer();
}
