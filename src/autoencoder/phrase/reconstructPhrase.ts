import { heldAt } from '../../events/heldTable.js';
import type { RecordedEvents } from '../../events/recordedEvents.js';
import { EVENT_FIELDS, FIELD_KEYS } from '../../events/vocabulary.js';
import { spreadWindows } from '../../events/windows.js';
import {
  type ExactWindowTable,
  pitchesOf,
  tableWindows,
  type WindowTable,
} from '../../events/windowTable.js';
import { drawChord, drawTouch, likeliest, type Touch } from './drawEvent.js';
import { openEventNetwork, type RememberedEvent } from './eventNetwork.js';
import { encodeChosen, type PhraseAutoencoder } from './phraseAutoencoder.js';
import { isOfNotes, LOOK_BACK } from './phraseShapes.js';

/** Windows that a figure is measured on at most: a share of 0.95 is then known to 0.004. */
const MOST_MEASURED = 200;

/** Shares of symbols that come back right, 0–1, by field; a chord is right when all of its notes are. */
export interface Reconstruction {
  /** From the mean latent of a window alone: the decoder goes on from what it has drawn itself, and knows no keys that are down. */
  readonly right: Readonly<Record<string, number>>;
  /** From the same, with the true events before each one and the true fields before each field (teacher forcing). */
  readonly predicted: Readonly<Record<string, number>>;
}

/**
 * How much of music comes back through the latents of its windows. What the vocabulary does not hold cannot.
 */
export function reconstructPhrase(
  autoencoder: Pick<PhraseAutoencoder, 'parameters' | 'sizes' | 'vocabulary'>,
  recorded: RecordedEvents,
): Reconstruction {
  const { parameters, sizes, vocabulary } = autoencoder;
  const table = tableWindows(recorded, { vocabulary, size: sizes.window });
  const truth = tableWindows(recorded, { vocabulary, size: sizes.window, exact: true });
  const windows = spreadWindows(table, MOST_MEASURED);
  const { mean } = encodeChosen(autoencoder, { table, windows });
  const whole = openEventNetwork(parameters, { ...sizes, vocabulary });
  // How single notes are played is not counted: without their heads it is not asked.
  const network = { ...whole, heads: whole.heads.filter((head) => !isOfNotes(head)) };
  const positions = vocabulary.metricalPosition;
  const counts = { right: noCounts(), predicted: noCounts() };
  for (const [w, window] of windows.entries()) {
    const latent = mean.subarray(w * sizes.latent, (w + 1) * sizes.latent);
    const plan = network.plan(latent);
    const drawn: RememberedEvent[] = [];
    const before = Math.min(LOOK_BACK, table.before[window] as number);
    const heard = Array.from({ length: before + sizes.window }, (_, i) =>
      eventOf(table, window - before + i),
    );
    let step = positions[likeliest(network.start(latent))] as number;
    const barSteps = recorded.barSteps;
    for (let i = 0; i < sizes.window; i++) {
      const event = window + i;
      const symbol = positions.indexOf(step % barSteps);
      const metricalPosition = symbol < 0 ? undefined : symbol;
      const free = network.event(plan[i] as Float32Array, { metricalPosition, history: drawn });
      const pitches = drawChord(network, free, likeliest);
      const touch = drawTouch(network, free, { pitches, choose: likeliest });
      drawn.push({ pitches, interOnset: touch.interOnset, metricalPosition });
      step += vocabulary.interOnset[touch.interOnset] as number;
      count(counts.right, { truth, event, pitches, touch });
      const forced = network.event(plan[i] as Float32Array, {
        metricalPosition: table.metricalPosition[event] as number,
        history: heard.slice(0, before + i),
        held: heldAt(table.held, { event, vocabulary }),
      });
      const next = drawChord(network, forced, likeliest);
      const asked = drawTouch(network, forced, {
        pitches: pitchesOf(table, event),
        choose: likeliest,
        given: {
          interOnset: table.interOnset[event] as number,
          duration: table.duration[event] as number,
          velocity: table.velocity[event] as number,
          microtiming: table.microtiming[event] as number,
        },
      });
      count(counts.predicted, { truth, event, pitches: next, touch: asked });
    }
  }
  const events = windows.length * sizes.window;
  const share = (all: Record<string, number>) =>
    Object.fromEntries(Object.entries(all).map(([field, right]) => [field, right / events]));
  return { right: share(counts.right), predicted: share(counts.predicted) };
}

function noCounts(): Record<string, number> {
  const keys = ['chord', ...Object.values(FIELD_KEYS)];
  return Object.fromEntries(keys.map((key) => [key, 0]));
}

function eventOf(table: WindowTable, event: number): RememberedEvent {
  return {
    pitches: pitchesOf(table, event),
    interOnset: table.interOnset[event] as number,
    metricalPosition: table.metricalPosition[event] as number,
  };
}

function count(
  counts: Record<string, number>,
  {
    truth,
    event,
    pitches,
    touch,
  }: { truth: ExactWindowTable; event: number; pitches: readonly number[]; touch: Touch },
): void {
  const chord = pitchesOf(truth, event);
  const isChord =
    chord.length === pitches.length && chord.every((pitch, i) => pitch === pitches[i]);
  counts.chord = (counts.chord as number) + Number(isChord);
  for (const field of EVENT_FIELDS) {
    const key = FIELD_KEYS[field];
    counts[key] = (counts[key] as number) + Number(truth[field][event] === touch[field]);
  }
}
