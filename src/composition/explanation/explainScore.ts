import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { readRecordings } from '../../collection/recordings/recordingFiles.js';
import type { PlayedEvent } from '../../decoding/decodePhrase.js';
import { MirrorError } from '../../errors.js';
import { toMeasuredPerformance } from '../../events/measuredPerformance.js';
import { nearestEvents } from '../../events/nearestEvents.js';
import { clamp } from '../../math/clamp.js';
import type { Note } from '../../music/note.js';
import type { Score } from '../../music/score.js';
import { ticksToSeconds } from '../../music/time.js';
import type { Box } from '../../vision/box.js';
import type { PlayedPart } from '../playing/playedPart.js';

/** Why each note is there. */
export interface ScoreExplanation {
  /** In the order of the score's parts. */
  readonly parts: readonly PartExplanation[];
}

export interface PartExplanation {
  readonly object: string;
  /** Which of the object's voices, from 1. */
  readonly instance: number;
  readonly labels: readonly string[];
  /** Whether any of it was seen itself, as it was taught, and not as a label; absent where nothing was. */
  readonly taught?: true;
  /** Where it was seen, pixels of the upright photo, largest first. */
  readonly boxes: readonly Box[];
  /** What its decoder decoded, in order. */
  readonly latents: readonly {
    readonly values: readonly number[];
    /** Index of the box whose picture the walk through the latent space came by last; before the first, from a take-off, 0. */
    readonly box: number;
  }[];
  /** Semitones that everything it plays was moved by. */
  readonly semitones: number;
  /** Recordings that its decoder learned and that have changed or gone since: no note is traced to them. */
  readonly missing: readonly string[];
  /** In order of playing, one for each note of the part. */
  readonly notes: readonly NoteExplanation[];
}

export interface NoteExplanation
  extends Pick<Note, 'pitch' | 'startTicks' | 'durationTicks' | 'velocity'> {
  /** From the start of the piece. */
  readonly startSeconds: number;
  /** Index of the latent that it was decoded from. */
  readonly latent: number;
  /** Index of the box that the latent goes back to. */
  readonly box: number;
  /** The nearest event of the recordings; undefined where what the decoder learned from is no longer there. */
  readonly nearest?: RecordedSource;
  /** The part whose motif it belongs to, and the bar, from 1, in which that motif begins there; absent where it is its own. */
  readonly answers?: { readonly part: string; readonly bar: number };
}

/** An event of a recording. */
export interface RecordedSource {
  /** File name without its folder. */
  readonly file: string;
  /** Index of the event in it, from 0. */
  readonly event: number;
  /** From the start of the recording's first bar, by its own tempo map. */
  readonly seconds: number;
  /** Events in a row that stand there as they were played, to the note; 0 for a chord that only resembles. */
  readonly runLength: number;
}

/**
 * Says of every note of a score which box and which latent it comes from, and which event of the recordings is
 * nearest to it. Reads the recordings of every object that plays, one object after another.
 *
 * @param played in the order of the score's parts
 * @throws MirrorError `usage` where score and `played` do not belong together, and for an option of another type or of
 *   no known name, `input` for a recording that cannot be read, `aborted` when the signal fires
 */
export async function explainScore(
  score: Score,
  played: readonly PlayedPart[],
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ScoreExplanation> {
  checkOptions('explainScore', options, { signal: 'signal' });
  const { signal } = options;
  checkArguments({ score, played }, { score: 'record', played: 'array' });
  checkPlayed(score, played);
  const parts: PartExplanation[] = [];
  for (const [i, part] of score.parts.entries()) {
    const { matched, phrase, decoder, takeOff, motifs } = played[i] as PlayedPart;
    const before = takeOff === undefined ? 0 : 1;
    const { sources, missing } = await recordedSources(played[i] as PlayedPart, signal);
    const lastBox = matched.boxes.length - 1;
    const latents = phrase.latents.map(({ values, start }) => ({
      values: values.map(toFourDigits),
      box: clamp(start - before, 0, lastBox),
    }));
    parts.push({
      object: decoder.object,
      instance: matched.instance,
      labels: matched.labels,
      ...(matched.taught && { taught: matched.taught }),
      boxes: matched.boxes,
      latents,
      semitones: part.semitones ?? 0,
      missing,
      notes: part.notes.map((note) => {
        const event = note.event as number;
        const { latent, step } = phrase.events[event] as PlayedEvent;
        const { box } = latents[latent] as (typeof latents)[number];
        const answers = answeredAt(step, motifs);
        const nearest = sources[event];
        return { ...describe(note, score), latent, box, nearest, ...(answers && { answers }) };
      }),
    });
  }
  return { parts };
}

/** The motif of another part that an event belongs to. */
function answeredAt(step: number, motifs: PlayedPart['motifs']): NoteExplanation['answers'] {
  const motif = motifs.find(({ events }) => events.some((event) => event.step === step));
  return motif && { part: motif.model.part, bar: motif.model.bar + 1 };
}

/** Every part needs what was played for it, and every note the event that it belongs to. */
function checkPlayed(score: Score, played: readonly PlayedPart[]): void {
  if (score.parts.length !== played.length) {
    throw new MirrorError(
      'usage',
      `Expected what was played for each of ${score.parts.length} parts but received ${played.length}.`,
    );
  }
  for (const [i, { name, notes }] of score.parts.entries()) {
    const { events } = (played[i] as PlayedPart).phrase;
    const stray = notes.find(({ event }) => event === undefined || !events[event]);
    if (!stray) continue;
    throw new MirrorError(
      'usage',
      `Expected every note of «${name}» to name an event of its phrase but received one that names ${stray.event}. Explain the score that was composed of these phrases.`,
    );
  }
}

/** For each event of a phrase the nearest of the recordings that its decoder learned, as far as they are still there. */
async function recordedSources(
  { matched, phrase, decoder }: PlayedPart,
  signal: AbortSignal | undefined,
): Promise<{ sources: RecordedSource[]; missing: string[] }> {
  const learned = new Set(decoder.recordings.map(({ sha256 }) => sha256));
  const { recordings } = await readRecordings(matched.object, { signal });
  const kept = recordings.filter(({ sha256 }) => learned.has(sha256));
  const found = new Set(kept.map(({ sha256 }) => sha256));
  const missing = decoder.recordings.filter(({ sha256 }) => !found.has(sha256));
  const pieces = kept.map(({ performance }) => toMeasuredPerformance(performance));
  const nearest = pieces.length > 0 ? nearestEvents(phrase.events, pieces) : [];
  return {
    sources: nearest.map(({ recording, event, seconds, runLength }) => ({
      file: recording,
      event,
      seconds: toThousandths(seconds),
      runLength,
    })),
    missing: missing.map(({ name }) => name),
  };
}

function describe(note: Note, { tempoBpm }: Pick<Score, 'tempoBpm'>) {
  const { pitch, startTicks, durationTicks, velocity } = note;
  const startSeconds = toThousandths(ticksToSeconds(startTicks, tempoBpm));
  return { pitch, startTicks, startSeconds, durationTicks, velocity };
}

function toThousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function toFourDigits(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
