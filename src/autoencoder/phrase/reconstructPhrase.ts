import { heldAt } from '../../events/heldTable.js';
import type { RecordedEvents } from '../../events/recordedEvents.js';
import { EVENT_FIELDS, FIELD_KEYS, type Vocabulary } from '../../events/vocabulary.js';
import { spreadWindows } from '../../events/windows.js';
import {
  type ExactWindowTable,
  pitchesOf,
  tableWindows,
  type WindowTable,
} from '../../events/windowTable.js';
import { drawChord, drawTouch, likeliest, type Touch } from './drawEvent.js';
import { type EventNetwork, openEventNetwork, type RememberedEvent } from './eventNetwork.js';
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

/** How much of music comes back through the latents of its windows. What the vocabulary does not hold cannot. */
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
  const options = { network, vocabulary, table, barSteps: recorded.barSteps };
  const counts = { right: noCounts(), predicted: noCounts() };
  for (const [w, window] of windows.entries()) {
    const latent = mean.subarray(w * sizes.latent, (w + 1) * sizes.latent);
    for (const [i, drawn] of drawFreely(latent, options).entries()) {
      count(counts.right, { truth, event: window + i, ...drawn });
    }
    for (const [i, drawn] of drawForced(latent, { ...options, window }).entries()) {
      count(counts.predicted, { truth, event: window + i, ...drawn });
    }
  }
  const events = windows.length * sizes.window;
  const share = (all: Record<string, number>) =>
    Object.fromEntries(Object.entries(all).map(([field, right]) => [field, right / events]));
  return { right: share(counts.right), predicted: share(counts.predicted) };
}

/** An event as the decoder finds it likeliest. */
interface DrawnEvent {
  readonly pitches: readonly number[];
  readonly touch: Touch;
}

interface DrawOptions {
  readonly network: EventNetwork;
  readonly vocabulary: Vocabulary;
  readonly table: WindowTable;
  readonly barSteps: number;
}

/** The window that a latent gives by itself: each event follows those that were drawn. */
function drawFreely(
  latent: Float32Array,
  { network, vocabulary, barSteps }: DrawOptions,
): DrawnEvent[] {
  const positions = vocabulary.metricalPosition;
  const history: RememberedEvent[] = [];
  let step = positions[likeliest(network.start(latent))] as number;
  return network.plan(latent).map((planned) => {
    const symbol = positions.indexOf(step % barSteps);
    const metricalPosition = symbol < 0 ? undefined : symbol;
    const logitsOf = network.event(planned, { metricalPosition, history });
    const pitches = drawChord(network, logitsOf, likeliest);
    const touch = drawTouch(network, logitsOf, { pitches, choose: likeliest });
    history.push({ pitches, interOnset: touch.interOnset, metricalPosition });
    step += vocabulary.interOnset[touch.interOnset] as number;
    return { pitches, touch };
  });
}

/** The same behind the true events of a window of the table, and each field behind the true ones before it (teacher forcing). */
function drawForced(
  latent: Float32Array,
  { network, vocabulary, table, window }: DrawOptions & { readonly window: number },
): DrawnEvent[] {
  const before = Math.min(LOOK_BACK, table.before[window] as number);
  const plan = network.plan(latent);
  const truth = Array.from({ length: before + plan.length }, (_, i) =>
    eventOf(table, window - before + i),
  );
  return plan.map((planned, i) => {
    const event = window + i;
    const logitsOf = network.event(planned, {
      metricalPosition: table.metricalPosition[event] as number,
      history: truth.slice(0, before + i),
      held: heldAt(table.held, { event, vocabulary }),
    });
    const pitches = drawChord(network, logitsOf, likeliest);
    const touch = drawTouch(network, logitsOf, {
      pitches: pitchesOf(table, event),
      choose: likeliest,
      given: {
        interOnset: table.interOnset[event] as number,
        duration: table.duration[event] as number,
        velocity: table.velocity[event] as number,
        microtiming: table.microtiming[event] as number,
      },
    });
    return { pitches, touch };
  });
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
