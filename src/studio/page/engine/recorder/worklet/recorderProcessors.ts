/// <reference path="../../worklet/workletScope.d.ts" />
import { addClicks, type MetronomeOrder } from '../metronome.js';
import { CAPTURE, type CapturedBlock, METRONOME } from './recorderMessages.js';

/** Fifty blocks a second at 48 kHz: as often as a meter moves. */
const BLOCK_FRAMES = 1024;

/** Clicks where it is told to; without an order it is silent. */
class Metronome extends AudioWorkletProcessor {
  #order: MetronomeOrder | undefined;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<MetronomeOrder | undefined>) => {
      this.#order = data;
    };
  }

  process(_: unknown, [output]: readonly (readonly Float32Array[])[]): boolean {
    const order = this.#order;
    const [block] = output ?? [];
    if (order !== undefined && block !== undefined) {
      addClicks(block, { order, firstFrame: currentFrame, sampleRateHz: sampleRate });
    }
    return true;
  }
}

/** Hands over what comes in, all channels as one; it puts nothing out, so that no microphone hears itself. */
class Capture extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK_FRAMES);
  #filled = 0;

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const channels = input ?? [];
    // Where nothing comes in, as before the microphone has started, time goes on.
    const length = channels[0]?.length ?? 128;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (const channel of channels) sum += channel[i] as number;
      this.#block[this.#filled++] = sum / Math.max(1, channels.length);
      if (this.#filled === BLOCK_FRAMES) this.#handOver(currentFrame + i + 1 - BLOCK_FRAMES);
    }
    return true;
  }

  #handOver(firstFrame: number): void {
    const block: CapturedBlock = { samples: this.#block, firstFrame };
    this.port.postMessage(block, [block.samples.buffer]);
    this.#block = new Float32Array(BLOCK_FRAMES);
    this.#filled = 0;
  }
}

registerProcessor(METRONOME, Metronome);
registerProcessor(CAPTURE, Capture);
