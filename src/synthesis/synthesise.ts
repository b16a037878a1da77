import type { SpessaSynthProcessor } from 'spessasynth_core';
import { RENDER_RATE_HZ, type StereoBlock } from '../audio/stereoBlock.js';
import { MirrorError } from '../errors.js';
import { loadEngine } from './engine.js';
import { isNoteOn, type Schedule, type ScheduledEvent } from './schedule.js';
import { bankOf, type SoundFont } from './soundFont.js';
import { createTail } from './tail.js';

export interface SynthesisOptions {
  /** Only the notes of this track of the file, the first is 0; by default those of all. */
  readonly track?: number | undefined;
  /** Where to end, a multiple of 128; by default when the last note has rung out. */
  readonly frames?: number | undefined;
}

/** What its options may be, both ends included. */
export const SYNTHESIS_RANGES = {
  track: { least: 0, most: 0xffff, whole: true },
  frames: { least: 0, most: Infinity, whole: false },
};

/** Events fall on the nearest edge of these, at most 1.5 ms away; the synthesiser renders no more at once. */
const QUANTUM_FRAMES = 128;

const SYSTEM_EXCLUSIVE = 0xf0;

/** 0.37 s. */
const BLOCK_FRAMES = 128 * QUANTUM_FRAMES;

/**
 * The sound of a schedule, block after block, until its last note has rung out.
 *
 * Equal input gives equal samples, and the sound of all tracks is the sum of those of each.
 *
 * @returns blocks of up to 16,384 frames at 44.1 kHz, not normalised
 * @throws MirrorError `usage` for an option that is none, `input` if the SoundFont cannot play a note
 */
export async function* synthesise(
  schedule: Schedule,
  soundFont: SoundFont,
  { track, frames = Number.POSITIVE_INFINITY }: SynthesisOptions = {},
): AsyncGenerator<StereoBlock> {
  const events =
    track === undefined
      ? schedule.events
      : schedule.events.filter((event) => event.track === track || !isNoteOn(event));
  const synth = await openSynth(soundFont, schedule.channelCount);
  const lastQuantum = quantumAt(schedule.seconds);
  const endQuantum = frames / QUANTUM_FRAMES;
  const tail = createTail();
  let next = 0;
  let quantum = 0;
  const isOver = () => quantum >= endQuantum || (endQuantum === Infinity && tail.isOver());
  while (!isOver()) {
    const left = new Float32Array(BLOCK_FRAMES);
    const right = new Float32Array(BLOCK_FRAMES);
    let filled = 0;
    for (; filled < BLOCK_FRAMES && !isOver(); quantum++, filled += QUANTUM_FRAMES) {
      try {
        for (; next < events.length; next++) {
          const event = events[next] as ScheduledEvent;
          if (quantumAt(event.seconds) > quantum) break;
          send(synth, event);
        }
        // Keys and pedals that the file never lets go.
        if (quantum === lastQuantum) synth.stopAllChannels();
        synth.process(left, right, filled, QUANTUM_FRAMES);
      } catch (cause) {
        throw broken(cause);
      }
      tail.pass(
        left.subarray(filled, filled + QUANTUM_FRAMES),
        right.subarray(filled, filled + QUANTUM_FRAMES),
        (quantum - lastQuantum) * QUANTUM_FRAMES,
      );
    }
    yield { left: left.subarray(0, filled), right: right.subarray(0, filled) };
  }
}

/** Lets an event act. What the synthesiser cannot do of a system exclusive message is left undone. */
function send(synth: SpessaSynthProcessor, { message, channelOffset }: ScheduledEvent): void {
  try {
    synth.processMessage([...message], channelOffset);
  } catch (error) {
    // Such as a tuning for a channel of a port that the file does not use.
    if (message[0] !== SYSTEM_EXCLUSIVE) throw error;
  }
}

async function openSynth(soundFont: SoundFont, channelCount: number) {
  const { SpessaSynthProcessor } = await loadEngine();
  const synth = new SpessaSynthProcessor(RENDER_RATE_HZ, {
    eventsEnabled: false,
    maxBufferSize: QUANTUM_FRAMES,
  });
  await synth.processorInitialized;
  synth.soundBankManager.addSoundBank(bankOf(soundFont), 'soundFont');
  while (synth.midiChannels.length < channelCount) synth.createMIDIChannel();
  return synth;
}

function quantumAt(seconds: number): number {
  return Math.round((seconds * RENDER_RATE_HZ) / QUANTUM_FRAMES);
}

/** Tables of a SoundFont may lead nowhere, which is found out when a note needs them. */
function broken(cause: unknown): MirrorError {
  return new MirrorError(
    'input',
    'Expected a SoundFont that plays every note but its contents are damaged. Take another, or none for the one of the package.',
    { cause },
  );
}
