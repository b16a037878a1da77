import {
  type Choose,
  drawChord,
  drawTouch,
  likeliestChords,
  logSoftmax,
  type ScoredChord,
  type Touch,
} from '../autoencoder/drawEvent.js';
import type { EventNetwork, RememberedEvent } from '../autoencoder/eventNetwork.js';
import { LOOK_BACK } from '../autoencoder/phraseShapes.js';
import type { MusicalEvent } from '../events/events.js';
import type { Vocabulary } from '../events/vocabulary.js';
import type { RunPlaces } from '../events/ngramIndex.js';
import type { CopyLimit, Standing } from './copyLimit.js';

/** Where the music stands between two events. */
export interface Moment {
  /** Grid position of the event that comes. */
  readonly step: number;
  /** Grid steps from the event before. */
  readonly interOnset: number;
  /** The events before, the last one last; no more than are looked back on. */
  readonly history: readonly RememberedEvent[];
  readonly standing: Standing;
}

/** What a window is played by. */
export interface Player {
  readonly network: EventNetwork;
  readonly vocabulary: Vocabulary;
  /** Symbol of the metrical position of a grid position; undefined where no recording has an event. */
  readonly positionOf: (step: number) => number | undefined;
  readonly copyLimit: CopyLimit;
}

/** An event as it was drawn, and how sure the network was of it. */
interface Drawn {
  readonly event: MusicalEvent;
  readonly chord: readonly number[];
  readonly touch: Touch;
  readonly standing: RunPlaces;
  readonly sums: Float32Array;
}

/** By what the music may leave a recording: another chord, or another time to the next one. */
type Exit = 'chord' | 'interOnset';

/** What may not be drawn of an event any more, by which it would copy on. */
interface Banned {
  /** Chords, their pitches as text. */
  readonly chord: Set<string>;
  /** Symbols. */
  readonly interOnset: Set<number>;
}

/** A way to leave a recording. */
interface Way {
  readonly event: number;
  readonly exit: Exit;
  /** How unlikely the likeliest other way is, nats. */
  readonly nats: number;
}

/** How often a window goes back at most, for an object may have one chord only. */
const MOST_RETURNS = 64;

/**
 * Plays as many events as the latent plans. Where they would be as in one recording for longer than they may, the music
 * goes back to where the network was least sure, within the copied run, and leaves the recording there.
 */
export function playWindow(
  player: Player,
  options: { readonly from: Moment; readonly plan: readonly Float32Array[]; readonly choose: Choose },
): { readonly events: readonly MusicalEvent[]; readonly to: Moment } {
  const { copyLimit, vocabulary } = player;
  const { plan, choose } = options;
  const moments: Moment[] = [options.from];
  const drawn: Drawn[] = [];
  const banned: Banned[] = plan.map(() => ({ chord: new Set(), interOnset: new Set() }));
  let returns = 0;
  while (drawn.length < plan.length) {
    const at = drawn.length;
    const moment = moments[at] as Moment;
    const next = drawAt(player, {
      moment,
      planned: plan[at] as Float32Array,
      choose,
      banned: banned[at] as Banned,
    });
    drawn.push(next);
    const copied = copyLimit.copied(next.standing);
    if (copied > copyLimit.limit && returns < MOST_RETURNS) {
      returns++;
      const first = Math.max(0, at - copied + 1);
      const { event, exit } = bestWayOut(player, { drawn, banned, first });
      ban(banned[event] as Banned, { exit, drawn: drawn[event] as Drawn });
      for (const later of banned.slice(event + 1)) {
        later.chord.clear();
        later.interOnset.clear();
      }
      drawn.length = event;
      moments.length = event + 1;
      continue;
    }
    const interOnset = vocabulary.interOnset[next.touch.interOnset] as number;
    moments.push({
      step: moment.step + interOnset,
      interOnset,
      history: [...moment.history.slice(1 - LOOK_BACK), remember(player, { moment, next })],
      standing: next.standing,
    });
  }
  return { events: drawn.map(({ event }) => event), to: moments.at(-1) as Moment };
}

function remember(
  { positionOf }: Player,
  { moment, next }: { moment: Moment; next: Drawn },
): RememberedEvent {
  const { chord: pitches, touch } = next;
  const metricalPosition = positionOf(moment.step);
  return { pitches, interOnset: touch.interOnset, metricalPosition };
}

/**
 * The way out of a copied run that costs least for each event that it is followed: the later the music leaves, the
 * longer it has gone on by itself.
 */
function bestWayOut(
  { network }: Player,
  { drawn, banned, first }: { drawn: readonly Drawn[]; banned: readonly Banned[]; first: number },
): Way {
  const ways = drawn.slice(first).flatMap(({ chord, touch, sums }, i): Way[] => {
    const event = first + i;
    const bans = banned[event] as Banned;
    const other = otherChords(network, { sums, banned: new Set([...bans.chord, chord.join(' ')]) });
    const byChord = { event, exit: 'chord' as const, nats: -(other[0]?.logProbability ?? -Infinity) };
    // The last event has no time to the next one yet.
    if (event === drawn.length - 1) return [byChord];
    const byTime = natsOfOtherTime(network, { sums, chord, banned: new Set([...bans.interOnset, touch.interOnset]) });
    return [byChord, { event, exit: 'interOnset', nats: byTime }];
  });
  const costOf = ({ event, nats }: Way) => (nats + EXIT) / (event - first + 1 );
  return ways.reduce((best, way) => (costOf(way) < costOf(best) ? way : best));
}
const EXIT = (globalThis as any).HYPER?.exit ?? 2;

/** Chords that are looked at beside the ones that may not be played. */
const BEAM = 6;

function otherChords(
  network: EventNetwork,
  { sums, banned }: { sums: Float32Array; banned: ReadonlySet<string> },
): ScoredChord[] {
  return likeliestChords(network, sums, BEAM + banned.size).filter(
    ({ pitches }) => !banned.has(pitches.join(' ')),
  );
}

function natsOfOtherTime(
  network: EventNetwork,
  { sums, chord, banned }: { sums: Float32Array; chord: readonly number[]; banned: ReadonlySet<number> },
): number {
  if (!network.heads.includes('interOnset')) return Infinity;
  const context = chord.map((symbol) => network.rowOf('pitch', symbol));
  const logits = network.logits('interOnset', sums, context);
  const logs = logSoftmax(logits, 0, logits.length).filter((_, symbol) => !banned.has(symbol));
  return -Math.max(...logs);
}

function ban(banned: Banned, { exit, drawn }: { exit: Exit; drawn: Drawn }): void {
  if (exit === 'chord') banned.chord.add(drawn.chord.join(' '));
  else {
    banned.chord.clear();
    banned.interOnset.add(drawn.touch.interOnset);
  }
}

function drawAt(
  { network, vocabulary, positionOf, copyLimit }: Player,
  options: { moment: Moment; planned: Float32Array; choose: Choose; banned: Banned },
): Drawn {
  const { moment, planned, choose, banned } = options;
  const { step, history, interOnset, standing } = moment;
  const sums = network.sums(planned, { metricalPosition: positionOf(step), history });
  const free = (globalThis as any).HYPER?.guided ? sums : network.sums(network.unplanned, { metricalPosition: positionOf(step), history });
  const chord = drawUnbanned(network, { sums: banned.chord.size ? free : sums, choose, banned: banned.chord });
  const leadsNowhere = (symbol: number) =>
    positionOf(step + (vocabulary.interOnset[symbol] as number)) === undefined;
  const touch = drawTouch(network, banned.interOnset.size ? free : sums, {
    pitches: chord,
    choose,
    chooseInterOnset: avoiding(
      (symbol) => banned.interOnset.has(symbol) || leadsNowhere(symbol),
      choose,
    ),
  });
  const pitches = chord.map((symbol) => vocabulary.pitch[symbol] as number);
  return {
    chord,
    touch,
    standing: copyLimit.follow(standing, pitches, interOnset),
    sums: network.sums(network.unplanned, { metricalPosition: positionOf(step), history }),
    event: {
      pitches,
      step,
      durationTicks: vocabulary.duration[touch.duration] as number,
      velocity: vocabulary.velocity[touch.velocity] as number,
      microtimingTicks: vocabulary.microtiming[touch.microtiming] as number,
      noteVelocity: touch.noteVelocity.map((symbol) => vocabulary.noteVelocity[symbol] as number),
      noteDuration: touch.noteDuration.map(
        (symbol) => 2 ** ((vocabulary.noteDuration[symbol] as number) / 4),
      ),
    },
  };
}

/** A chord that is not banned; where some are, one of the likeliest others. */
function drawUnbanned(
  network: EventNetwork,
  options: { sums: Float32Array; choose: Choose; banned: ReadonlySet<string> },
): readonly number[] {
  const { sums, choose, banned } = options;
  const drawn = () => drawChord(network, sums, choose);
  if (banned.size === 0) return drawn();
  const others = otherChords(network, options);
  if (others.length === 0) return drawn();
  const logs = Float32Array.from(others, ({ logProbability }) => logProbability);
  return (others[choose(logs, 0, logs.length)] as ScoredChord).pitches;
}

/** Chooses among the symbols that are not ruled out; among all where all are. */
function avoiding(isRuledOut: (symbol: number) => boolean, choose: Choose): Choose {
  return (logits, from, to) => {
    const left = logits.map((logit, symbol) => (isRuledOut(symbol) ? -Infinity : logit));
    const isNoneLeft = left.slice(from, to).every((logit) => logit === -Infinity);
    return choose(isNoneLeft ? logits : left, from, to);
  };
}
