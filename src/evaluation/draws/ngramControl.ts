import { copyLimitAt, DEFAULT_VARIATION } from '../../decoding/copyLimit.js';
import { beatTempi, bentTempo, keepBeatTempi } from '../../events/beatTempi.js';
import { eventsToNotes, type MusicalEvent, STEP_TICKS, stepsPerBar } from '../../events/events.js';
import {
  type MeasuredPerformance,
  toMeasuredPerformance,
} from '../../events/measuredPerformance.js';
import { seededRandom } from '../../math/random.js';
import { cutNote } from '../../music/note.js';
import type { Performance } from '../../music/phrase.js';
import { FREE_TEMPO_BPM, steadyTempo } from '../../music/tempo.js';
import { type TimeSignature, ticksPerBar } from '../../music/time.js';
import { type Bigrams, countBigrams, walkBigrams } from './bigramWalk.js';
import { type Draw, type Draws, drawSeries } from './draws.js';

/**
 * What recordings give without any network: as many pieces as a decoder draws and as long, each a bigram walk through
 * the recordings with the decoders' copy limit at the same variation. A decoder that is no better than this control has learned no more
 * than which chord follows which.
 *
 * Each piece has the tempo of one recording, in turn; free recordings, which have none, are passed over, and where all
 * are free their seconds are kept.
 *
 * @param recordings of the object; without an event in any of them the pieces are empty
 * @param options.bars of each piece, as `drawPieces` gives them
 */
export async function drawControl(
  recordings: readonly MeasuredPerformance[],
  options: {
    readonly object: string;
    readonly timeSignature: TimeSignature;
    readonly draws: number;
    readonly bars: number;
    readonly seed: number;
    /** As `decodePhrase` has it: it decides the copy limit. */
    readonly variation?: number;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Draws> {
  const { object, timeSignature, draws, bars, seed, signal } = options;
  const { variation = DEFAULT_VARIATION } = options;
  const sounding = recordings.filter(({ events }) => events.length > 0);
  const bigrams = countBigrams(
    sounding.map(({ events }) => events),
    { barSteps: stepsPerBar(timeSignature), copyLimit: copyLimitAt(variation) },
  );
  const measured = sounding.filter(({ performance }) => !performance.isFree);
  const bending = keepBeatTempi(
    measured.map(({ performance }) => ({ ...performance, beatTempi: beatTempi(performance) })),
  );
  return drawSeries({ draws, bars, signal }, (draw) => {
    const at = (draw.number - 1) % measured.length;
    const recording = measured[at]?.performance;
    return drawPiece(bigrams, {
      ...draw,
      name: `control ${seed} ${object} ${draw.series} ${draw.number}`,
      timeSignature,
      recording,
      bending: bending[at] ?? [],
    });
  });
}

function drawPiece(
  bigrams: Bigrams,
  options: Draw & {
    readonly name: string;
    readonly timeSignature: TimeSignature;
    /** The one in whose tempo it is played; undefined where all recordings are free. */
    readonly recording: Performance | undefined;
    /** How its tempo bends. */
    readonly bending: readonly number[];
  },
): MeasuredPerformance {
  const { name, bars, timeSignature, recording, bending } = options;
  const lengthTicks = bars * ticksPerBar(timeSignature);
  const tempoBpm = recording?.tempoBpm ?? FREE_TEMPO_BPM;
  const events: MusicalEvent[] = [];
  for (const event of walkBigrams(bigrams, seededRandom(name))) {
    if (event.step * STEP_TICKS >= lengthTicks) break;
    events.push(event);
  }
  return toMeasuredPerformance({
    name,
    notes: eventsToNotes(events).map((note) => cutNote(note, lengthTicks)),
    lengthTicks,
    timeSignature,
    tempoBpm,
    tempoChanges: bending.length > 0 ? bentTempo(bending, lengthTicks) : steadyTempo(tempoBpm),
    isFree: recording === undefined,
  });
}
