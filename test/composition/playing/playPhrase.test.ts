import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../../src/autoencoder/decoder.js';
import { audition } from '../../../src/composition/audition.js';
import { recordedDensity } from '../../../src/composition/density/recordedDensity.js';
import { playPhrase } from '../../../src/composition/playing/playPhrase.js';
import { grainyPhoto } from '../photos.js';
import { tinyPlayer } from '../players.js';

const photo = grainyPhoto();

describe('playPhrase', () => {
  it('begins as the player opened by itself, and goes on', () => {
    const player = tinyPlayer([83]);
    // A seed whose phrase has chords enough, so that it is not drawn again.
    const [opened] = audition([player], { photo, seed: 2 });
    const phrase = playPhrase(player, { photo, seed: 2, lengthTicks: 20 * 1440 });
    const notes = opened?.audition.notes ?? [];
    const inside = notes.filter(({ startTicks }) => startTicks < 7 * 1440);
    expect(phrase.notes.slice(0, inside.length).map(({ pitch }) => pitch)).toEqual(
      inside.map(({ pitch }) => pitch),
    );
    expect(phrase.notes.length).toBeGreaterThan(notes.length);
  });

  it('draws a phrase again that has few of the chords which its recordings have, and takes the fullest', () => {
    const player = tinyPlayer([83]);
    const { onsetsPerTick } = recordedDensity(player.decoder);
    const lengthTicks = 20 * 1440;
    const pairs = Array.from({ length: 12 }, (_, seed) => {
      const chords = (options: { mostEvents?: number }) =>
        playPhrase(player, { photo, seed, lengthTicks, ...options }).events.length;
      // What ends after so many events is never drawn again.
      return { once: chords({ mostEvents: 10_000 }), played: chords({}) };
    });
    const isSparse = (chords: number) => chords < 0.7 * onsetsPerTick * lengthTicks;
    const redrawn = pairs.filter(({ once }) => isSparse(once));
    expect(redrawn.length).toBeGreaterThan(0);
    expect(redrawn.some(({ once, played }) => played > once)).toBe(true);
    for (const { once, played } of pairs) {
      if (isSparse(once)) expect(played).toBeGreaterThanOrEqual(once);
      else expect(played).toBe(once);
    }
  });

  it('plays under a harmony where there is one', () => {
    const player = tinyPlayer([83]);
    const pitch = Float32Array.from({ length: 12 }, (_, at) => (at === 5 ? 0 : -30));
    const share = (harmony?: () => { pitch: Float32Array }) => {
      const { notes } = playPhrase(player, { photo, seed: 3, lengthTicks: 20 * 1440, harmony });
      return notes.filter((note) => note.pitch % 12 === 5).length / notes.length;
    };
    expect((player.decoder as PhraseDecoder).vocabulary.pitch).toContain(53);
    expect(share(() => ({ pitch }))).toBeGreaterThan(share() + 0.2);
  });
});
