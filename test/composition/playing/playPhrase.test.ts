import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../../src/autoencoder/decoder.js';
import { audition } from '../../../src/composition/audition.js';
import { playPhrase } from '../../../src/composition/playing/playPhrase.js';
import { grainyPhoto } from '../photos.js';
import { tinyPlayer } from '../players.js';

const photo = grainyPhoto();

describe('playPhrase', () => {
  it('begins as the player opened by itself, and goes on', () => {
    const player = tinyPlayer([83]);
    const [opened] = audition([player], { photo, seed: 3 });
    const phrase = playPhrase(player, { photo, seed: 3, lengthTicks: 20 * 1440 });
    const notes = opened?.audition.notes ?? [];
    const inside = notes.filter(({ startTicks }) => startTicks < 7 * 1440);
    expect(phrase.notes.slice(0, inside.length).map(({ pitch }) => pitch)).toEqual(
      inside.map(({ pitch }) => pitch),
    );
    expect(phrase.notes.length).toBeGreaterThan(notes.length);
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
