import { trainCommand } from '../../collection/training/trainCommand.js';
import {
  type FormExplanation,
  type MirrorReport,
  type Score,
  type ScoreExplanation,
  TICKS_PER_QUARTER,
} from '../../index.js';
import { count } from './format.js';

const FORMAT = 'sound-mirror explanation';
const VERSION = 1;

/** The first characters of every explanation, by which an older one is known. */
export const EXPLANATION_BEGINS = `{"format":"${FORMAT}"`;

/** What the explanation of a piece is made of. */
export interface ExplainedPiece extends ScoreExplanation {
  /** As the caller wrote it. */
  readonly photo: string;
  /** Path of the MIDI file; undefined where none was written. */
  readonly midi: string | undefined;
  readonly score: Score;
  readonly report: MirrorReport;
  readonly form: FormExplanation;
}

/** The text of `<photo>.explain.json`: one bar of the form and one note a line, so that people can read it too. */
export function explanationJson({
  photo,
  midi,
  score,
  report,
  form,
  parts,
}: ExplainedPiece): string {
  const { seed, bars } = report;
  const head = {
    format: FORMAT,
    version: VERSION,
    photo: { file: photo, ...report.photo },
    midi: midi ?? null,
    seed,
    tempoBpm: score.tempoBpm,
    ticksPerQuarter: TICKS_PER_QUARTER,
    bars,
  };
  const tracks = parts.map(({ notes, latents, ...track }) => {
    const lists = `"latents":${lines(latents)},"notes":${lines(notes)}`;
    return `${JSON.stringify(track).slice(0, -1)},${lists}}`;
  });
  const { key = null, sections } = form;
  const plan = `"key":${JSON.stringify(key)},"sections":${lines(sections)},"form":${lines(form.bars)},"answers":${lines(form.answers)}`;
  return `${JSON.stringify(head).slice(0, -1)},${plan},"tracks":[\n${tracks.join(',\n')}\n]}\n`;
}

/** Where the explanation is, and whose notes it cannot trace to all that was learned. */
export function explanationLines(path: string, { parts }: ScoreExplanation): string[] {
  const incomplete = parts.filter(({ missing }) => missing.length > 0);
  return [
    `${path}: where each note comes from`,
    ...incomplete.map(
      ({ object, missing }) =>
        `${path}: ${count(missing.length, 'recording')} that ${object} learned changed or went since; no note is traced there. Run ${trainCommand(object)}.`,
    ),
  ];
}

/** A list in JSON, each item on a line of its own. */
function lines(items: readonly unknown[]): string {
  return `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}
