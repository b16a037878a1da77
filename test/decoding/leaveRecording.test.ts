import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import { openEventNetwork } from '../../src/autoencoder/phrase/eventNetwork.js';
import { openCopyLimit } from '../../src/decoding/copyLimit.js';
import { backedOff, bestDivergence } from '../../src/decoding/leaveRecording.js';
import type { Drawn, Moment, PhrasePlayer } from '../../src/decoding/phrasePlayer.js';
import { openRecordedChords } from '../../src/decoding/recordedChords.js';
import { chordKey } from '../../src/events/chordKey.js';
import { seededRandom } from '../../src/math/random.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';

const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
const { vocabulary, sizes, weights, sequences } = decoder;
const own = openEventNetwork(weights, { ...sizes, vocabulary });

/** How likely the network finds chord [1] when its history ends with a chord; everything else is [0]. */
type Likely = (history: readonly (readonly number[])[]) => number;

/** A network that has two chords, [0] and [1]. */
function playerOf(
  likely: Likely,
  chords: readonly (readonly number[])[] = [[0], [1]],
): PhrasePlayer {
  return {
    network: {
      ...own,
      event:
        (_planned, { history }) =>
        (_head, context) => {
          const logits = new Float32Array(vocabulary.pitch.length + 1).fill(-50);
          if (context.length > 0) logits[logits.length - 1] = 0;
          else {
            const share = likely(history.map(({ pitches }) => Array.from(pitches)));
            logits[0] = Math.log(1 - share);
            logits[1] = Math.log(share);
          }
          return logits;
        },
    },
    vocabulary,
    positionOf: () => 0,
    copyLimit: openCopyLimit(sequences, 0.5),
    recorded: openRecordedChords(chords),
    novelty: 0,
    harmony: () => undefined,
    prescribed: [],
    random: seededRandom('none'),
  };
}

const remembered = (pitch: number) => ({ pitches: [pitch], interOnset: 0, metricalPosition: 0 });

/** Eight events of chord [0], each of which remembers those before it by their number, as pitches 2, 3 … */
const drawn = Array.from({ length: 8 }, () => ({ chord: [0] }) as unknown as Drawn);
const moments = Array.from({ length: 8 }, (_, i): Moment => {
  const history = Array.from({ length: Math.min(4, i) }, (_, back) =>
    remembered(2 + i - Math.min(4, i) + back),
  );
  return { step: i, interOnset: 1, history, standing: undefined, held: new Map(), freeUntil: 0 };
});
const noneBanned = drawn.map(() => new Set<string>());

function divergence(likely: Likely, change: Partial<Parameters<typeof bestDivergence>[1]> = {}) {
  const options = { drawn, moments, banned: noneBanned, first: 0, ...change };
  return bestDivergence(playerOf(likely), options);
}

/** What stands before an event: the pitch that its history ends with. */
const pitchBefore = (event: number) => 2 + event - 1;

describe('the divergence from a copied run', () => {
  it.each([4, 5, 6, 7])('is event %d where another chord follows the one before it', (event) => {
    expect(divergence((history) => (history.at(-1)?.[0] === pitchBefore(event) ? 0.9 : 1e-9))).toBe(
      event,
    );
  });

  it('is the last event where another chord is as likely everywhere', () => {
    expect(divergence(() => 0.1)).toBe(7);
  });

  it('lies no more than four events back, and not before the run', () => {
    expect(divergence((history) => (history.at(-1)?.[0] === pitchBefore(2) ? 0.9 : 1e-9))).toBe(7);
    const early: Likely = (history) => (history.at(-1)?.[0] === pitchBefore(5) ? 0.9 : 1e-9);
    expect(divergence(early, { first: 5 })).toBe(5);
    expect(divergence(early, { first: 6 })).toBe(7);
  });

  it.each([
    ['a likely event early in it to one of a twentieth', 0.05, 5],
    ['one of a tenth two events later to it', 0.1, 7],
  ])('prefers, of a run that begins at event 4, %s', (_, share, event) => {
    const likely: Likely = (history) => {
      const before = history.at(-1)?.[0];
      return before === pitchBefore(5) ? 0.9 : before === pitchBefore(7) ? share : 1e-9;
    };
    expect(divergence(likely, { first: 4 })).toBe(event);
  });

  it('asks what follows the last event, whatever was before it', () => {
    const asked: (readonly (readonly number[])[])[] = [];
    divergence((history) => {
      asked.push(history);
      return 0.1;
    });
    expect(asked).toEqual([4, 5, 6, 7].map((event) => [[pitchBefore(event)]]));
  });

  it('is none that leads to a chord that was left before', () => {
    const banned = drawn.map((_, i) => new Set(i === 5 ? [chordKey([1])] : []));
    expect(
      divergence((history) => (history.at(-1)?.[0] === pitchBefore(5) ? 0.9 : 1e-9), { banned }),
    ).toBe(7);
  });

  it('is none for an object of one chord', () => {
    const player = playerOf(() => 0.5, [[0]]);
    expect(
      bestDivergence(player, { drawn, moments, banned: noneBanned, first: 0 }),
    ).toBeUndefined();
  });
});

it('an event that leaves is drawn without the latent’s plan', () => {
  const player = playerOf(() => 0.5);
  const { moment, planned } = backedOff(player, moments[6] as Moment);
  expect(planned).toBe(own.unplanned);
  expect(moment).toEqual({ ...moments[6], history: [remembered(pitchBefore(6))] });
});
