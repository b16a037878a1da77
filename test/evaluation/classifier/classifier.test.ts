import { describe, expect, it } from 'vitest';
import { describePiece, trainClassifier } from '../../../src/evaluation/classifier/classifier.js';
import { MANNERS, playedIn } from '../measures/pieces.js';

const names = ['music', 'machine', 'bells'] as const;
const recordings = names.flatMap((name) =>
  [1, 2, 3, 4].map((take) => describePiece(name, playedIn(MANNERS[name], `${name} ${take}`))),
);

describe('a classifier', () => {
  it('names music by its manner, also where it never heard the recording', async () => {
    const classifier = await trainClassifier(recordings);
    for (const name of names) {
      expect(classifier.name(playedIn(MANNERS[name], `new ${name}`, { events: 23 }))).toBe(name);
      expect(classifier.heldOut.get(name)).toBe(1);
    }
    expect(classifier.chance).toBeCloseTo(1 / 3);
  });

  it('is at a loss between two objects of one manner, and says so of those kept from it', async () => {
    const twins = ['left', 'right'].flatMap((name) =>
      Array.from({ length: 12 }, (_, take) =>
        describePiece(name, playedIn(MANNERS.music, `${name} ${take}`)),
      ),
    );
    const { heldOut } = await trainClassifier(twins);
    for (const name of ['left', 'right']) expect(heldOut.get(name)).toBeLessThan(0.85);
  });

  it('holds nothing out where there is only one recording', async () => {
    const single = describePiece('bells', playedIn(MANNERS.bells, 'only'));
    const classifier = await trainClassifier([...recordings.slice(0, 8), single]);
    expect([...classifier.heldOut.keys()]).toEqual(['music', 'machine']);
    expect(classifier.name(playedIn(MANNERS.bells, 'another'))).toBe('bells');
    expect((await trainClassifier([single])).name(playedIn(MANNERS.music, 'x'))).toBe('bells');
  });

  it('names nothing where there is no recording', async () => {
    const classifier = await trainClassifier([]);
    expect(classifier.name(playedIn(MANNERS.bells, 'any'))).toBeNull();
    expect(classifier).toMatchObject({ heldOut: new Map(), chance: null });
  });
});
