import { beforeAll, describe, expect, it } from 'vitest';
import { audition } from '../../../src/composition/audition.js';
import { composeScore } from '../../../src/composition/composeScore.js';
import { explainForm } from '../../../src/composition/explanation/explainForm.js';
import { explainScore } from '../../../src/composition/explanation/explainScore.js';
import { modelEvents } from '../../../src/composition/imitation/model.js';
import { stepOfBar } from '../../../src/composition/passages.js';
import { planPiece } from '../../../src/composition/planPiece.js';
import type { PlayedPart } from '../../../src/composition/playing/playedPart.js';
import { type PlayedPiece, playTogether } from '../../../src/composition/playTogether.js';
import { STEP_TICKS } from '../../../src/events/events.js';
import { ticksPerBar } from '../../../src/music/time.js';
import { grainyPhoto } from '../photos.js';
import { starterCast } from '../starterPlayers.js';

const photo = grainyPhoto();
const SEEDS = [1, 2, 3, 4];
let pieces: PlayedPiece[];

/** A table, two chairs beside one another and a clock. */
async function play(seed: number): Promise<PlayedPiece> {
  const [table, chair, clock] = await starterCast(['kitchen-table', 'chair', 'clock']);
  if (!table || !chair || !clock) throw new Error('Expected three players.');
  const second = { x: 60, y: 40, width: 20, height: 20 };
  const other = {
    ...chair,
    matched: { ...chair.matched, instance: 2, instances: 2, boxes: [second], areaShare: 0.1 },
  };
  const first = { ...chair, matched: { ...chair.matched, instances: 2 } };
  const players = audition([table, first, other, clock], { photo, seed });
  const plan = planPiece(players, { bars: 32, seed, harmonise: true, photo });
  return playTogether(plan, { photo, seed });
}

beforeAll(async () => {
  pieces = await Promise.all(SEEDS.map(play));
});

/** Every motif that was taken up, with the part that it was taken from. */
function taken() {
  return pieces.flatMap(({ plan, parts }) =>
    parts.flatMap((part) =>
      part.motifs.map((motif) => {
        const model = parts.find(
          ({ matched: { object, instance, instances } }) =>
            motif.model.part === (instances > 1 ? `${object.name} ${instance}` : object.name),
        ) as PlayedPart;
        return { plan, part, motif, model };
      }),
    ),
  );
}

const signs = (pitches: readonly (readonly number[])[]) =>
  pitches.slice(1).map((chord, i) => Math.sign((chord.at(-1) ?? 0) - (pitches[i]?.at(-1) ?? 0)));

describe('imitate', () => {
  it('takes up motifs, of chairs from chairs and of others', () => {
    const all = taken();
    expect(all.length).toBeGreaterThan(SEEDS.length);
    expect(all.some(({ part, model }) => part.matched.object === model.matched.object)).toBe(true);
  });

  it('plays the rhythm and the contour of the model, at the same places of its bars', () => {
    for (const { plan, part, motif, model } of taken()) {
      const barTicks = ticksPerBar(plan.timeSignature);
      const bar = plan.form.bars[motif.model.bar] as number;
      const events = modelEvents(model, { firstBar: bar, bars: 2, barTicks });
      const wanted = events.slice(0, motif.events.length);
      const from = stepOfBar(part, { bar: plan.form.bars[motif.bar] as number, barTicks });
      expect(from).toBe(motif.fromStep);
      const ticks = motif.events.map(
        ({ step }) => (step - motif.fromStep) * STEP_TICKS * part.stretch,
      );
      expect(ticks).toEqual(wanted.map((event) => event.ticks + motif.delayTicks));
      expect(signs(motif.events.map(({ pitches }) => pitches))).toEqual(
        signs(wanted.map(({ pitches }) => pitches)),
      );
      if (motif.kind === 'answer') expect(motif.events).toHaveLength(4);
    }
  });

  it('has the motif in the phrase, and nothing before it in its bars', () => {
    for (const { part, motif } of taken()) {
      const first = motif.events[0]?.step as number;
      for (const { step, pitches } of motif.events)
        expect(part.phrase.events).toContainEqual(expect.objectContaining({ step, pitches }));
      const before = part.phrase.events.filter(
        ({ step }) => step >= motif.fromStep && step < first,
      );
      expect(before).toEqual([]);
    }
  });

  it('plays chords of its own recordings', () => {
    for (const { part, motif } of taken()) {
      if (part.decoder.kind !== 'phrase') throw new Error('Expected decoders of kind phrase.');
      const chords = part.decoder.sequences.chords.map((chord) => chord.join());
      for (const { pitches } of motif.events) expect(chords).toContain(pitches.join());
    }
  });

  it('is said of each of its notes', async () => {
    const piece = pieces.find(({ parts }) => parts.some(({ motifs }) => motifs.length > 0));
    if (!piece) throw new Error('Expected a piece with motifs.');
    const score = composeScore(piece, { title: 'answers', photoWidth: photo.width });
    const explained = await explainScore(score, piece.parts);
    for (const [i, { notes }] of explained.parts.entries()) {
      const { motifs, phrase } = piece.parts[i] as PlayedPart;
      const steps = motifs.flatMap(({ events }) => events.map(({ step }) => step));
      for (const [j, { answers }] of notes.entries()) {
        const event = score.parts[i]?.notes[j]?.event as number;
        expect(answers !== undefined).toBe(steps.includes(phrase.events[event]?.step as number));
      }
      const models = motifs.map(({ model }) => ({ part: model.part, bar: model.bar + 1 }));
      for (const { answers } of notes) if (answers) expect(models).toContainEqual(answers);
    }
    expect(explained.parts.some(({ notes }) => notes.some(({ answers }) => answers))).toBe(true);
  });

  it('is said by the explanation of the form', () => {
    for (const piece of pieces) {
      const { answers } = explainForm(piece);
      expect(answers).toHaveLength(piece.parts.flatMap(({ motifs }) => motifs).length);
      for (const { kind, bar, ofBar, delayQuarters, voice, of } of answers) {
        expect(voice).not.toBe(of);
        expect(bar).toBeGreaterThan(0);
        if (kind === 'answer') expect(Math.abs(bar - ofBar)).toBeLessThanOrEqual(2);
        expect(delayQuarters > 0).toBe(kind === 'canon');
      }
    }
  });
});
