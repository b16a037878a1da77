/// <reference path="./workletScope.d.ts" />
import { SoundBankLoader, SpessaLog, SpessaSynthProcessor } from 'spessasynth_core';
import { openAuditioningScheduler } from '../auditioning.js';
import { AUDITION_CHANNEL } from '../auditionPiece.js';
import type { PlayablePiece } from '../playablePiece.js';
import type { Message } from '../scheduler.js';
import { openChannelSum } from './channelSum.js';
import { openMasterGain, type Sounding } from './masterGain.js';
import { openSampleLoader, type SampleLoader } from './sampleLoader.js';
import {
  type ChannelMix,
  type FromWorklet,
  LIVE_CHANNEL,
  PROCESSOR,
  type ToWorklet,
} from './workletMessages.js';

const CHANNELS = 16;
const QUANTUM_FRAMES = 128;

/** The keys of a piano. */
const LOWEST_KEY = 21;
const HIGHEST_KEY = 108;

/** Thirty times a second: as often as a meter moves. */
const PLACE_SECONDS = 1 / 30;

/** What rings on is below −100 dB of full scale for so long: then the synthesiser need not run. */
const SILENT_SECONDS = 2;
const SILENT_PEAK = 1e-5;

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
  readonly #sum = openChannelSum({ channels: CHANNELS, frames: QUANTUM_FRAMES });
  readonly #gain = openMasterGain();
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
  #wasPlaying = false;
  #wasAuditioned: number | undefined;
  #seek = 0;
  #saidTime = 0;
  /** Messages that asked for sound. */
  #presses = 0;
  /** Frames since the last that could be heard, or that anything played. */
  #silentFrames = 0;

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
    // The reverb of all channels goes straight into the output, which is silent at first.
    this.#synth.processSplit(this.#sum.clear(), left, right, 0, left.length);
    this.#sum.addTo([left, right], this.#gain.advance(this.#sounding()));
    this.#sayPlace();
    this.#countSilence(left, right);
    return true;
  }

  /** Says once that nothing sounds any more. A keyboard may be struck at any moment. */
  #countSilence(left: Float32Array, right: Float32Array): void {
    const { isPlaying, isApart, isLive } = this.#sounding();
    const isHeard = (sample: number) => Math.abs(sample) > SILENT_PEAK;
    if (isPlaying || isApart || isLive || left.some(isHeard) || right.some(isHeard)) {
      this.#silentFrames = 0;
      return;
    }
    const before = this.#silentFrames;
    this.#silentFrames += left.length;
    const most = SILENT_SECONDS * sampleRate;
    if (before < most && this.#silentFrames >= most) {
      this.#say({ kind: 'silent', presses: this.#presses });
    }
  }

  async #receive(message: ToWorklet): Promise<void> {
    if (['play', 'audition', 'openLive'].includes(message.kind)) {
      this.#presses++;
      this.#silentFrames = 0;
    }
    switch (message.kind) {
      case 'soundFont':
        return this.#openSoundFont(message.bytes);
      case 'load':
        this.#gain.keep(message.piece);
        this.#load(message.piece, this.#scheduler.place().isPlaying ? 'one' : 'all');
        return this.#send(this.#scheduler.load(message.piece));
      case 'play':
        this.#send(this.#scheduler.play());
        return this.#gain.settle(this.#sounding());
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
        const { isPlaying, isApart } = this.#sounding();
        this.#loadApart(piece, isNext ? 'one' : 'all');
        this.#send(this.#scheduler.audition(piece, isNext));
        // What sounded before fades on its own.
        if (!isPlaying && !isApart) this.#gain.settle(this.#sounding());
        return;
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

  #sounding(): Sounding {
    return {
      ...this.#scheduler.place(),
      isApart: this.#scheduler.auditioned() !== undefined,
      isLive: this.#liveProgram !== undefined,
    };
  }

  #sayPlace(): void {
    const place = this.#scheduler.place();
    const auditioned = this.#scheduler.auditioned();
    const isChange =
      place.isPlaying !== this.#wasPlaying || auditioned?.piece !== this.#wasAuditioned;
    if (!isChange && currentTime - this.#saidTime < PLACE_SECONDS) return;
    const heard = this.#sum.takeLevels();
    // No lane of the room sounds in an audition.
    const levels = auditioned === undefined ? heard : heard.map(() => 0);
    this.#say({ kind: 'place', ...place, seek: this.#seek, time: currentTime, levels });
    const { piece = this.#wasAuditioned, ticks = 0 } = auditioned ?? {};
    if (piece !== undefined) {
      const isOver = auditioned === undefined;
      this.#say({ kind: 'audition', piece, ticks, time: currentTime, isOver });
    }
    this.#saidTime = currentTime;
    this.#wasPlaying = place.isPlaying;
    this.#wasAuditioned = auditioned?.piece;
  }

  #say(message: FromWorklet): void {
    this.port.postMessage(message);
  }
}

registerProcessor(PROCESSOR, Player);
