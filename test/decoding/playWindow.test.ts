import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import { likeliest } from '../../src/autoencoder/phrase/drawEvent.js';
import { openEventNetwork } from '../../src/autoencoder/phrase/eventNetwork.js';
import { openCopyLimit, type Standing } from '../../src/decoding/copyLimit.js';
import {
  type DecodedPhrase,
  type DecodeOptions,
  decodePhrase,
} from '../../src/decoding/decodePhrase.js';
import type { PrescribedEvent } from '../../src/decoding/motif.js';
import type { PhrasePlayer } from '../../src/decoding/phrasePlayer.js';
import { playWindow } from '../../src/decoding/playWindow.js';
import { openRecordedChords } from '../../src/decoding/recordedChords.js';
import { STEP_TICKS } from '../../src/events/events.js';
import type { HeldKeys } from '../../src/events/heldKeys.js';
import type { KeptSequences } from '../../src/events/sequences.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';
import { tinyDecoder, withEveryChord } from '../collection/tinyDecoder.js';
import { START } from './startMoment.js';

/** Sixteen bars of 3/4. */
const LENGTH = 16 * 36 * STEP_TICKS;

function play(
  decoder: PhraseDecoder,
  { seed = 'a', ...options }: Partial<DecodeOptions> & { seed?: string },
): DecodedPhrase {
  const random = seededRandom(seed);
  const latent = drawNormals(decoder.sizes.latent, random);
  return decodePhrase(decoder, [latent], { lengthTicks: LENGTH, random, ...options });
}

describe('how far a phrase strays from its recordings', () => {
  const tiny = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
  const decoder = withEveryChord(tiny);
  const { chords } = decoder.sequences;

  /** What was played as a recording that the decoder keeps. */
  function keptOf({ events }: DecodedPhrase): KeptSequences {
    const names = chords.map((chord) => chord.join(' '));
    return {
      chords,
      events: [
        events.map(({ pitches, step }, i) => [
          names.indexOf(pitches.join(' ')),
          (events[i + 1]?.step ?? step) - step,
        ]),
      ],
    };
  }

  /** Events in a row that are as in a recording, at most. */
  function longestCopy({ events }: DecodedPhrase, sequences: KeptSequences): number {
    const { follow, copied } = openCopyLimit(sequences, 0);
    let standing: Standing;
    return events.reduce((longest, { pitches, step }, i) => {
      standing = follow(standing, pitches, step - (events[i - 1]?.step ?? 0));
      return Math.max(longest, copied(standing));
    }, 0);
  }

  it.each([
    [0, 64],
    [0.5, 8],
    [0.75, 3],
    [1, 2],
  ])('at a variation of %d is at most %d events in a row', (variation, limit) => {
    for (const seed of ['a', 'b', 'c']) {
      const recording = play(decoder, { seed, lengthTicks: 8 * LENGTH, variation: 0 });
      const sequences = keptOf(recording);
      expect(longestCopy(recording, sequences)).toBe(recording.events.length);
      const again = play({ ...decoder, sequences }, { seed, lengthTicks: 8 * LENGTH, variation });
      expect(longestCopy(again, sequences)).toBeLessThanOrEqual(limit);
    }
  });

  it('does not change what copies nothing for so long', () => {
    const free = play(decoder, { variation: 0 });
    expect(free.events.length).toBeLessThan(64);
    const again = play({ ...decoder, sequences: keptOf(free) }, { variation: 0 });
    expect(again).toEqual(free);
  });

  it('plays more chords that no recording holds, the freer it is', () => {
    const recorded = new Set(tiny.sequences.chords.map((chord) => chord.join(' ')));
    const shares = [0.5, 0.75, 1].map((variation) => {
      const { events } = play(tiny, { lengthTicks: 8 * LENGTH, variation });
      const known = events.filter(({ pitches }) => recorded.has(pitches.join(' ')));
      return known.length / events.length;
    }) as [number, number, number];
    expect(shares[0]).toBeGreaterThan(0.5);
    expect(shares[1]).toBeLessThan(shares[0]);
    expect(shares[2]).toBeLessThan(shares[1]);
  });
});

describe('a window', () => {
  const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
  const { vocabulary, sizes, weights } = decoder;
  const own = openEventNetwork(weights, { ...sizes, vocabulary });
  const plan = (events: number) => Array.from({ length: events }, (_, i) => Float32Array.of(i));

  /** How likely the chords [0], [1] and [2] are, behind the chord before; by a plan, or without one. */
  type Shares = (before: number | undefined) => readonly [number, number, number];

  /**
   * The chords that a window plays of a network that knows three, each of one note, six steps apart.
   *
   * @param options.recordings the chords of each, one every six steps
   */
  function play(options: {
    events: number;
    recordings: readonly (readonly number[])[];
    variation?: number;
    planned?: Shares;
    leaving?: Shares;
    prescribed?: readonly PrescribedEvent[];
    /** How long each note is held. */
    durationTicks?: number;
  }) {
    const { events, recordings, variation = 0.5, prescribed = [], durationTicks = 110 } = options;
    const { planned = () => [0.9, 0.09, 0.01], leaving = () => [0.01, 0.09, 0.9] } = options;
    const asked: { plan: Float32Array; history: number; held: HeldKeys | undefined }[] = [];
    const player: PhrasePlayer = {
      network: {
        ...own,
        heads: ['pitch'],
        event: (of, { history, held }) => {
          asked.push({ plan: of, history: history.length, held });
          return (_head, context) => {
            const logits = new Float32Array(vocabulary.pitch.length + 1).fill(-50);
            const shares = (of === own.unplanned ? leaving : planned)(history.at(-1)?.pitches[0]);
            if (context.length > 0) logits[logits.length - 1] = 0;
            else for (const [chord, share] of shares.entries()) logits[chord] = Math.log(share);
            return logits;
          };
        },
      },
      vocabulary: { ...vocabulary, duration: [durationTicks] },
      positionOf: () => 0,
      copyLimit: openCopyLimit(
        {
          chords: vocabulary.pitch.map((pitch) => [pitch]),
          events: recordings.map((chords) => chords.map((chord) => [chord, 6] as const)),
        },
        variation,
      ),
      recorded: openRecordedChords([[0], [1], [2]]),
      novelty: 0,
      harmony: () => undefined,
      prescribed,
      random: seededRandom('none'),
    };
    const window = playWindow(player, {
      from: START,
      plan: plan(events),
      choose: likeliest,
      velocityOf: () => 64,
    });
    const chords = window.events.map(({ pitches }) => vocabulary.pitch.indexOf(pitches[0] ?? 0));
    return { chords, asked, to: window.to };
  }
  const times = (chord: number, count: number) => new Array<number>(count).fill(chord);

  it('is planned event by event, each with the last four before it', () => {
    const { chords, asked, to } = play({ events: 7, recordings: [] });
    expect(chords).toEqual(times(0, 7));
    expect(asked.map(({ plan }) => [...plan])).toEqual(plan(7).map((own) => [...own]));
    expect(asked.map(({ history }) => history)).toEqual([0, 1, 2, 3, 4, 4, 4]);
    expect([to.step, to.interOnset, to.history.length]).toEqual([42, 6, 4]);
  });

  it('hands on which keys are down, and for how long', () => {
    const options = { events: 4, recordings: [], planned: () => [1, 1e-9, 1e-9] as const };
    expect([...play({ ...options, durationTicks: 600 }).to.held]).toEqual([[0, 360]]);
    expect([...play(options).to.held]).toEqual([]);
  });

  it('is asked for each event knowing the keys that are down, in the order in which they were struck', () => {
    const { chords, asked } = play({
      events: 4,
      recordings: [],
      durationTicks: 600,
      planned: (before) => (before === 0 ? [1e-9, 1, 1e-9] : [1, 1e-9, 1e-9]),
    });
    expect(chords).toEqual([0, 1, 0, 1]);
    expect(asked.map(({ held }) => [...(held ?? [])])).toEqual([
      [],
      [[0, 360]],
      [
        [0, 120],
        [1, 360],
      ],
      [
        [1, 120],
        [0, 360],
      ],
    ]);
  });

  it('leaves a recording at the ninth event in a row, without its plan, and then goes on by it', () => {
    const { chords } = play({ events: 18, recordings: [times(0, 40)] });
    expect(chords).toEqual([...times(0, 8), 2, ...times(0, 8), 2]);
  });

  it.each([
    ['the event where that is likeliest, the first of the run', 1, [1, 2, 0, 0]],
    ['none before the run, however likely', undefined, [1, 0, 0, 1]],
  ])('leaves a recording at %s', (_, likely, chords) => {
    // Chord 1 comes first, which the recording does not have: three of chord 0 are a run of three.
    const played = play({
      events: 4,
      recordings: [times(0, 40)],
      variation: 1,
      planned: (before) => (before === undefined ? [0.01, 0.98, 0.01] : [0.9, 0.09, 0.01]),
      leaving: (before) => (before === likely ? [0.01, 0.09, 0.9] : [1, 1e-9, 1e-9]),
    });
    expect(played.chords).toEqual(chords);
  });

  it('bans nothing behind an event at which it left a recording earlier than before', () => {
    // Leaving at the third event leads into another recording; then it leaves at the second, and the third may be as planned.
    const { chords } = play({
      events: 3,
      recordings: [times(0, 9), [0, 0, 2]],
      variation: 1,
      leaving: () => [0.1, 1e-6, 0.9],
    });
    expect(chords).toEqual([0, 2, 0]);
  });

  /** A motif of chord 1, six steps apart. */
  const motifAt = (step: number, events: number): PrescribedEvent[] =>
    Array.from({ length: events }, (_, i) => ({
      step: step + 6 * i,
      fromStep: step + 6 * i,
      chord: [1],
      interOnset: i < events - 1 ? 0 : undefined,
      lastStep: step + 6 * (events - 1),
    }));

  it.each([
    ['keeps a motif that is as in a recording for as long as may be', 2, [0, 1, 1, 0, 0]],
    ['gives up one that is so for longer', 3, [0, 1, 1, 0, 0]],
  ])('%s', (_, events, chords) => {
    const { chords: played } = play({
      events: 5,
      recordings: [times(1, 9)],
      variation: 1,
      prescribed: motifAt(6, events),
    });
    expect(played).toEqual(chords);
  });

  it('plays a motif that begins right behind one that was given up', () => {
    const { chords } = play({
      events: 5,
      recordings: [times(1, 9)],
      variation: 1,
      prescribed: [...motifAt(0, 3), { ...(motifAt(13, 1)[0] as PrescribedEvent), chord: [2] }],
    });
    expect(chords).toEqual([1, 1, 0, 2, 0]);
  });
});
