/// <reference path="./workletScope.d.ts" />
import { SoundBankLoader, SpessaLog, SpessaSynthProcessor } from 'spessasynth_core';
import { openAuditioningScheduler } from '../auditioning.js';
import { APART_GAIN, AUDITION_CHANNEL } from '../auditionPiece.js';
import type { PlayablePiece } from '../playablePiece.js';
import type { Message } from '../scheduler.js';
import { openSampleLoader, type SampleLoader } from './sampleLoader.js';
import {
  type ChannelMix,
  type FromWorklet,
  LIVE_CHANNEL,
  PROCESSOR,
  type ToWorklet,
} from './workletMessages.js';

const CHANNELS = 16;

/** One that plays, and those that may follow it. */
const MOST_GAINS = 8;
const QUANTUM_FRAMES = 128;

/** The keys of a piano. */
const LOWEST_KEY = 21;
const HIGHEST_KEY = 108;

/** Of the way to another gain, in a quantum: some 30 ms, in which nothing clicks. */
const GAIN_STEP = 0.1;

/** Thirty times a second: as often as a meter moves. */
const PLACE_SECONDS = 1 / 30;

/**
 * Plays a piece on the audio thread: the scheduler says what is due, the synthesiser of `--wav` sounds it, quantum after quantum.
 * Nothing that the page is busy with can make it stumble.
 */
class Player extends AudioWorkletProcessor {
  readonly #synth = new SpessaSynthProcessor(sampleRate, {
    eventsEnabled: false,
    maxBufferSize: QUANTUM_FRAMES,
  });
  readonly #scheduler = openAuditioningScheduler((piece) => this.#samples?.isReady(piece) ?? false);
  readonly #channels = Array.from({ length: CHANNELS }, () => [
    new Float32Array(QUANTUM_FRAMES),
    new Float32Array(QUANTUM_FRAMES),
  ]);
  readonly #squares = new Float64Array(CHANNELS);
  #samples: SampleLoader | undefined;
  /** Loaded last, and not yet said to be ready. */
  #awaited: PlayablePiece | undefined;
  /** Of an audition, some samples of which may lack. */
  #awaitedApart: PlayablePiece | undefined;
  /** What a keyboard is heard with, once one is played. */
  #liveProgram: number | undefined;
  /** Keys of a keyboard, some samples of which may lack. */
  #awaitedLive: Pick<PlayablePiece, 'keys'> = { keys: [] };
  /** What each channel was set to last, given back to the one that an audition sounded on. */
  readonly #mixes = new Map<number, ChannelMix>();
  /** Whether the channel of auditions is set for one. */
  #isApart = false;
  /** Of the pieces that were loaded last, by their numbers: one plays while another waits for its bar. */
  readonly #gains = new Map<number, number>();
  #gain = 1;
  #wasPlaying = false;
  #wasAuditioned: number | undefined;
  #seek = 0;
  #saidTime = 0;
  #frames = 0;

  constructor() {
    super();
    SpessaLog.setLogLevel(false, false, false);
    this.port.onmessage = ({ data }: MessageEvent<ToWorklet>) => {
      this.#receive(data).catch((error) =>
        this.#say({ kind: 'failed', message: error instanceof Error ? error.message : `${error}` }),
      );
    };
  }

  process(_: unknown, [output]: readonly (readonly Float32Array[])[]): boolean {
    const [left, right] = output ?? [];
    if (left === undefined || right === undefined || this.#samples === undefined) return true;
    if (this.#awaitedApart !== undefined) this.#loadApart(this.#awaitedApart, 'one');
    else if (this.#awaited !== undefined) this.#load(this.#awaited, 'one');
    else this.#loadLive();
    this.#send(this.#scheduler.advance(left.length / sampleRate));
    for (const sides of this.#channels) for (const side of sides) side.fill(0);
    // The reverb of all channels goes straight into the output, which is silent at first.
    this.#synth.processSplit(this.#channels, left, right, 0, left.length);
    this.#mixInto(left, right);
    this.#frames += left.length;
    this.#sayPlace();
    return true;
  }

  async #receive(message: ToWorklet): Promise<void> {
    switch (message.kind) {
      case 'soundFont':
        return this.#openSoundFont(message.bytes);
      case 'load':
        this.#keepGain(message.piece);
        this.#load(message.piece, this.#scheduler.place().isPlaying ? 'one' : 'all');
        return this.#send(this.#scheduler.load(message.piece));
      case 'play':
        return this.#send(this.#scheduler.play());
      case 'pause':
        return this.#send(this.#scheduler.pause());
      case 'seek':
        this.#seek = message.number;
        return this.#send(this.#scheduler.seek(message.ticks));
      case 'repeat':
        return this.#scheduler.repeat(message.isRepeating);
      case 'mix':
        return this.#mix(message.channels);
      case 'audition': {
        const { piece, isNext } = message;
        this.#loadApart(piece, isNext ? 'one' : 'all');
        return this.#send(this.#scheduler.audition(piece, isNext));
      }
      case 'endAudition':
        return this.#send(this.#scheduler.endAudition());
      case 'openLive':
        this.#liveProgram = message.program;
        return this.#openLive();
      case 'live':
        return this.#synth.processMessage([...message.bytes]);
    }
  }

  async #openSoundFont(bytes: ArrayBuffer): Promise<void> {
    await this.#synth.processorInitialized;
    const bank = SoundBankLoader.fromArrayBuffer(bytes);
    this.#synth.soundBankManager.addSoundBank(bank, 'soundFont');
    this.#samples = openSampleLoader(bank);
    if (this.#awaited !== undefined) this.#load(this.#awaited, 'all');
    if (this.#awaitedApart !== undefined) this.#loadApart(this.#awaitedApart, 'all');
    this.#openLive();
  }

  /** Decodes samples of a piece, and says so once all are there. */
  #load(piece: PlayablePiece, howMuch: 'all' | 'one'): void {
    this.#awaited = piece;
    if (this.#samples === undefined) return;
    this.#samples.load(piece, howMuch);
    if (!this.#samples.isReady(piece)) return;
    this.#awaited = undefined;
    this.#say({ kind: 'ready', piece: piece.id });
  }

  #loadApart(piece: PlayablePiece, howMuch: 'all' | 'one'): void {
    this.#samples?.load(piece, howMuch);
    this.#awaitedApart = this.#samples?.isReady(piece) ? undefined : piece;
  }

  #openLive(): void {
    const program = this.#liveProgram;
    if (program === undefined || this.#samples === undefined) return;
    this.#synth.midiChannels[LIVE_CHANNEL]?.setDrums(false);
    this.#synth.processMessage([0xc0 | LIVE_CHANNEL, program]);
    const pitches = Array.from({ length: HIGHEST_KEY - LOWEST_KEY + 1 }, (_, i) => LOWEST_KEY + i);
    // From the middle outward, as they are likely to be struck.
    pitches.sort((a, b) => Math.abs(a - 64) - Math.abs(b - 64));
    this.#awaitedLive = { keys: pitches.map((pitch) => [program, pitch]) };
  }

  #loadLive(): void {
    if (this.#awaitedLive.keys.length === 0) return;
    this.#samples?.load(this.#awaitedLive, 'one');
    if (this.#samples?.isReady(this.#awaitedLive)) this.#awaitedLive = { keys: [] };
  }

  #send(messages: readonly Message[]): void {
    const isApart = this.#scheduler.auditioned() !== undefined;
    if (isApart !== this.#isApart) this.#mixChannel(AUDITION_CHANNEL);
    this.#isApart = isApart;
    for (const message of messages) this.#synth.processMessage([...message]);
  }

  #mix(channels: readonly ChannelMix[]): void {
    for (const mix of channels) {
      this.#mixes.set(mix.midiChannel, mix);
      this.#mixChannel(mix.midiChannel);
    }
  }

  /** As the lane is set; an audition is heard whatever is muted. */
  #mixChannel(midiChannel: number): void {
    const isApart = midiChannel === AUDITION_CHANNEL && this.#scheduler.auditioned() !== undefined;
    const { gain = 1, pan = 0 } = (isApart ? undefined : this.#mixes.get(midiChannel)) ?? {};
    const channel = this.#synth.midiChannels[midiChannel];
    channel?.setSystemParameter('gain', gain);
    channel?.setSystemParameter('pan', pan);
  }

  #keepGain({ id, gain }: PlayablePiece): void {
    this.#gains.set(id, gain);
    for (const old of this.#gains.keys()) {
      if (this.#gains.size <= MOST_GAINS) return;
      this.#gains.delete(old);
    }
  }

  /** How loud it is to be now: a room as it was predicted, what sounds apart from it by a measure of its own. */
  #wantedGain(): number {
    const { piece, isPlaying } = this.#scheduler.place();
    const isApart = this.#scheduler.auditioned() !== undefined;
    if (isApart || (!isPlaying && this.#liveProgram !== undefined)) return APART_GAIN;
    return (piece === undefined ? undefined : this.#gains.get(piece)) ?? this.#gain;
  }

  #mixInto(left: Float32Array, right: Float32Array): void {
    this.#gain += GAIN_STEP * (this.#wantedGain() - this.#gain);
    const gain = this.#gain;
    for (const [channel, sides] of this.#channels.entries()) {
      const [ownLeft, ownRight] = sides as [Float32Array, Float32Array];
      let squares = 0;
      for (let i = 0; i < left.length; i++) {
        const [l, r] = [ownLeft[i] as number, ownRight[i] as number];
        left[i] = (left[i] as number) + l;
        right[i] = (right[i] as number) + r;
        squares += l * l + r * r;
      }
      this.#squares[channel] = (this.#squares[channel] as number) + squares * gain * gain;
    }
    for (const side of [left, right]) {
      for (let i = 0; i < side.length; i++) side[i] = (side[i] as number) * gain;
    }
  }

  #sayPlace(): void {
    const place = this.#scheduler.place();
    const auditioned = this.#scheduler.auditioned();
    const isChange =
      place.isPlaying !== this.#wasPlaying || auditioned?.piece !== this.#wasAuditioned;
    if (!isChange && currentTime - this.#saidTime < PLACE_SECONDS) return;
    const frames = Math.max(1, this.#frames);
    const heard = [...this.#squares].map((squares) => Math.sqrt(squares / (2 * frames)));
    // No lane of the room sounds in an audition.
    const levels = auditioned === undefined ? heard : heard.map(() => 0);
    this.#say({ kind: 'place', ...place, seek: this.#seek, time: currentTime, levels });
    const { piece = this.#wasAuditioned, ticks = 0 } = auditioned ?? {};
    if (piece !== undefined) {
      const isOver = auditioned === undefined;
      this.#say({ kind: 'audition', piece, ticks, time: currentTime, isOver });
    }
    this.#squares.fill(0);
    this.#frames = 0;
    this.#saidTime = currentTime;
    this.#wasPlaying = place.isPlaying;
    this.#wasAuditioned = auditioned?.piece;
  }

  #say(message: FromWorklet): void {
    this.port.postMessage(message);
  }
}

registerProcessor(PROCESSOR, Player);
