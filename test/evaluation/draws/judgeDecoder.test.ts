import { beforeAll, describe, expect, it } from 'vitest';
import { describePiece, trainClassifier } from '../../../src/evaluation/classifier/classifier.js';
import { type Judgement, judgeDecoder } from '../../../src/evaluation/draws/judgeDecoder.js';
import { overallJudgement } from '../../../src/evaluation/draws/overallJudgement.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';
import { MANNERS, playedIn } from '../measures/pieces.js';

const recordings = ['a', 'b', 'c'].map((seed) => playedIn(MANNERS.machine, seed));
const classifier = await trainClassifier(
  recordings
    .map((piece) => describePiece('kettle', piece))
    .concat(['d', 'e'].map((seed) => describePiece('mug', playedIn(MANNERS.bells, seed)))),
);
const judge = (
  options: {
    recordings?: typeof recordings;
    object?: string;
    seed?: number;
    signal?: AbortSignal;
  } = {},
) => {
  const { object = 'kettle', seed = 1 } = options;
  const decoder = tinyDecoder('phrase', { object, recordings: [] });
  return judgeDecoder(decoder, { recordings, classifier, draws: 3, ...options, object, seed });
};

describe('a judgement', () => {
  it('is the same for the same seed, and shares are shares', async () => {
    const judgement = await judge();
    expect(await judge()).toEqual(judgement);
    expect(await judge({ seed: 2 })).not.toEqual(judgement);
    expect(judgement).toMatchObject({
      object: 'kettle',
      kind: 'phrase',
      recordings: 3,
      draws: 3,
      named: { heldOut: 1, chance: 0.5 },
      reconstruction: { seen: { chord: 0.5 }, predicted: null, leftOut: null },
    });
    const { named, overlap, copied, pulse, variety, latent, control } = judgement;
    for (const share of [
      named.draws,
      ...Object.values(overlap.pooled),
      ...Object.values(overlap.leftOut ?? {}),
      copied.draws.share,
      pulse.draws,
      pulse.end,
      variety.draws,
      variety.recordings,
      latent.retrieval.share,
      control.named.draws,
      control.copied.draws.share,
    ]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('measures a bigram walk through the recordings, which is nearer to them than an untrained decoder', async () => {
    const { control, ...decoder } = await judge();
    expect(control.overlap.leftOut).toEqual(decoder.overlap.leftOut);
    expect(control.overlap.pooled.mean).toBeGreaterThan(decoder.overlap.pooled.mean);
    expect(control.sequence?.generated).toBeLessThan(decoder.sequence?.generated as number);
    expect(control.sequence?.ceiling).toBe(decoder.sequence?.ceiling);
    expect(control.named.draws).toBe(1);
    expect(control.copied.draws.longest).toBeLessThanOrEqual(8);
  });

  it('tells what a training measured behind true events, where it did', async () => {
    const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] });
    const training = { ...decoder.training, prediction: { chord: 0.75 } };
    const judgement = await judgeDecoder(
      { ...decoder, training },
      { object: 'kettle', recordings, classifier, draws: 1, seed: 1 },
    );
    expect(judgement.reconstruction.predicted).toEqual({ chord: 0.75 });
  });

  it('gives the event loop a turn between draws, windows and measures, and stops when the signal fires', async () => {
    let turns = 0;
    const stop = new AbortController();
    const count = () => {
      turns++;
      if (turns === 100) stop.abort();
      else setImmediate(count);
    };
    setImmediate(count);
    // Its 3 draws, 4 long draws, 96 turned latents, …
    await expect(judge({ signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    expect(turns).toBe(100);
  });

  it('of a single recording does without what others would have to be held against', async () => {
    expect(await judge({ recordings: recordings.slice(0, 1) })).toMatchObject({
      recordings: 1,
      overlap: { leftOut: null },
      copied: { leftOut: null },
      sequence: null,
      variety: { recordings: null },
    });
  });
});

describe('all judgements together', () => {
  let first: Judgement;
  let second: Judgement;
  let single: Judgement;

  beforeAll(async () => {
    first = await judge();
    second = await judge({ seed: 2 });
    single = await judge({ object: 'pot', recordings: recordings.slice(0, 1) });
  });

  it('are means, counts, and the longest of all copied runs', () => {
    const overall = overallJudgement([first, second]);
    const mean = (a: number, b: number) => expect.closeTo((a + b) / 2, 9);
    expect(overall).toMatchObject({
      object: null,
      kind: 'phrase',
      recordings: 6,
      draws: 6,
      named: { draws: mean(first.named.draws, second.named.draws), chance: 0.5 },
      overlap: { pooled: { mean: mean(first.overlap.pooled.mean, second.overlap.pooled.mean) } },
      reconstruction: { seen: { chord: 0.5 }, leftOut: null },
    });
    expect(overall.control.copied.draws.longest).toBe(
      Math.max(first.control.copied.draws.longest, second.control.copied.draws.longest),
    );
    const { longest } = overall.copied.draws;
    expect(longest).toBe(Math.max(first.copied.draws.longest, second.copied.draws.longest));
  });

  it('name the worst object of each figure', () => {
    const copied = { ...first.copied, draws: { share: 0.9, longest: 40 } };
    const { worst } = overallJudgement([first, { ...first, object: 'pot', copied }]);
    expect(worst['copied.draws.longest']).toEqual({ value: 40, objects: ['pot'] });
    expect(worst['named.draws']?.objects).toEqual(['kettle', 'pot']);
  });

  it('are means of those that have the figure', () => {
    const overall = overallJudgement([single, first]);
    expect(overall.sequence).toEqual(first.sequence);
    expect(overall.overlap.leftOut).toEqual(first.overlap.leftOut);
    expect(overall.variety.recordings).toBe(first.variety.recordings);
    expect(overallJudgement([single]).sequence).toBeNull();
    expect(overallJudgement([single]).copied.leftOut).toBeNull();
  });
});
