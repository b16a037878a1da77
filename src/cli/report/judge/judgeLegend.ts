import type { Judgement, OverallJudgement } from '../../../index.js';
import { fitColumns } from '../fitColumns.js';
import { shownGroups, USUAL_WIDTH } from './judgeColumns.js';

/** What a heading of the tables means, for a person. */
interface LegendEntry {
  readonly heading: string;
  /** Titles of the groups that it explains; it is left out where the tables have none of them. Undefined for what is always there. */
  readonly explains?: readonly string[];
  readonly meaning: string;
  /** What is added for groups that may be missing beside the others, by their titles. */
  readonly more?: Readonly<Record<string, string>>;
}

const LEGEND: readonly LegendEntry[] = [
  {
    heading: 'n-gram control',
    meaning:
      'a bigram walk through the recordings under the decoders’ copy limit: what they give without a network',
  },
  {
    heading: 'held',
    explains: ['named', 'of one', 'copied', 'variety', 'again'],
    meaning: 'the same of a recording that was held out, beside the others of its object',
  },
  {
    heading: 'named',
    explains: ['named'],
    meaning: 'draws that a classifier which knows all recordings takes for this object',
  },
  {
    heading: 'overlap',
    explains: ['overlap', 'of one'],
    meaning: 'of histograms (seconds, not beats): all draws and all recordings',
    more: { 'of one': '; of one: of single pieces' },
  },
  {
    heading: 'copied',
    explains: ['copied'],
    meaning:
      'runs of eight events that stand in a recording to the note; run: the longest, in events',
  },
  {
    heading: 'pulse',
    explains: ['pulse'],
    meaning: 'onsets on the eighths ÷ those of the recordings; end: of the last 8 bars of 64',
  },
  {
    heading: 'order',
    explains: ['order'],
    meaning:
      'likelihood of events in their order: 0 as shuffled, 1 as a recording held out; copying adds',
  },
  {
    heading: 'variety',
    explains: ['variety'],
    meaning: 'runs of four events that two pieces do not share',
  },
  {
    heading: 'again',
    explains: ['again'],
    meaning: 'runs of four events that were there before in the same piece',
  },
  {
    heading: 'latent',
    explains: ['latent'],
    meaning:
      'rank: rank correlation of the distances of latents and of their music, −1 to 1; 1-NN: windows whose nearest one is from the same latent, decoded twice',
  },
  {
    heading: 'recon.',
    explains: ['recon. seen', 'recon. left out'],
    meaning:
      'symbols that come back right from the latent alone: of windows that were learned (seen)',
    more: {
      'recon. left out':
        ', and of a recording left out; chance: by always saying the commonest symbol',
    },
  },
  {
    heading: 'pred.',
    explains: ['pred. seen', 'pred. left out'],
    meaning: 'symbols that are predicted right behind true events (teacher forcing), of the same',
  },
];

/**
 * The lines that explain the tables of `judgeLines`, and nothing that those do not have.
 *
 * @param width columns of the terminal; undefined where there is none
 */
export function legendLines(
  judgements: readonly Judgement[],
  { overall, width = USUAL_WIDTH }: { overall: OverallJudgement; width?: number },
): string[] {
  const titles = new Set(
    shownGroups([...judgements, overall, overall.control]).map(({ title }) => title),
  );
  const rows = LEGEND.flatMap(({ heading, explains, meaning, more = {} }) => {
    if (explains !== undefined && !explains.some((title) => titles.has(title))) return [];
    const added = Object.entries(more).flatMap(([title, words]) =>
      titles.has(title) ? words : [],
    );
    return [[heading, meaning + added.join('')]];
  });
  return fitColumns(rows, width);
}
