import { describe, expect, it } from 'vitest';
import type { Player, PlayerEvent } from '../../../../src/studio/page/engine/player.js';
import { openSession } from '../../../../src/studio/page/state/session.js';
import { type AuditionEvent, openSound } from '../../../../src/studio/page/state/sound/sound.js';
import type { PieceAnswer } from '../../../../src/studio/protocol/answers.js';
import { settled } from '../fakeStudio.js';

const PIECE = {
  tracks: [],
  lengthTicks: 1920,
  makeUpDb: 0,
  tempoBpm: 60,
  timeSignature: { beats: 4, beatUnit: 4 },
} as never as PieceAnswer;
const AUDITION = { id: 5, tracks: [], keys: [] } as never;

/** A sound whose players are lists of what they were told; each opening ends as is said beforehand. */
function openFakeSound(endings: readonly ('opens' | 'fails')[]) {
  const session = openSession();
  const told: unknown[][][] = [];
  const events: ((event: PlayerEvent) => void)[] = [];
  const failures: string[] = [];
  const auditions: AuditionEvent[] = [];
  let openings = 0;
  const sound = openSound({
    session,
    onAudition: (event) => auditions.push(event),
    fail: (error) => failures.push((error as Error).message),
    openPlayer: async ({ onEvent }) => {
      const ending = endings[openings++];
      if (ending === 'fails') throw new Error('no sound');
      const words: unknown[][] = [];
      told.push(words);
      events.push(onEvent);
      const note =
        (word: string) =>
        async (...rest: unknown[]) =>
          void words.push([word, ...rest]);
      const player: Player = {
        load: ({ id }) => void words.push(['load', id]),
        play: note('play'),
        pause: note('pause'),
        seek: note('seek'),
        repeat: note('repeat'),
        mix: note('mix'),
        audition: async ({ id }, isNext) => void words.push(['audition', id, isNext]),
        endAudition: note('endAudition'),
        openLive: note('openLive'),
        live: note('live'),
        time: () => openings,
        close: note('close'),
      };
      return player;
    },
  });
  return { sound, session, told, events, failures, auditions, openings: () => openings };
}

const MIX = [{ midiChannel: 3, gain: 0.5, pan: 0.25 }];

describe('a sound that failed to open', () => {
  it('is opened anew by the next press of play, with all that was asked meanwhile', async () => {
    const { sound, told, failures, openings } = openFakeSound(['fails', 'opens']);
    sound.load(PIECE, 7);
    await settled();
    expect(failures).toEqual(['no sound']);
    // What is no press of a person asks for no sound, and is not told of once more.
    sound.load(PIECE, 8);
    sound.mix(MIX);
    sound.repeat(true);
    sound.seek(480);
    sound.pause();
    await settled();
    expect([openings(), failures.length]).toEqual([1, 1]);
    sound.play();
    await settled();
    expect(told).toEqual([
      [['load', 8], ['mix', MIX], ['repeat', true], ['seek', 480, 0], ['play']],
    ]);
    expect(sound.time()).toBe(2);
  });

  it('says so after each press that fails, and once', async () => {
    const { sound, failures, openings } = openFakeSound(['fails', 'fails', 'opens']);
    sound.play();
    await settled();
    sound.play();
    sound.play();
    await settled();
    expect([openings(), failures]).toEqual([2, ['no sound', 'no sound']]);
  });

  it('is opened anew for an audition and a keyboard too, which is over where it fails', async () => {
    const { sound, told, auditions } = openFakeSound(['fails', 'opens']);
    sound.audition(AUDITION, false);
    await settled();
    expect(auditions).toEqual([expect.objectContaining({ piece: 5, isOver: true })]);
    sound.openLive(12);
    await settled();
    expect(told[0]?.filter(([word]) => word === 'openLive')).toContainEqual(['openLive', 12]);
  });
});

describe('a sound that has failed once it was open', () => {
  it('no longer plays, and its player makes room for another with the next press', async () => {
    const { sound, session, told, events, failures } = openFakeSound(['opens', 'opens']);
    sound.load(PIECE, 7);
    sound.seek(960);
    sound.play();
    await settled();
    const place = { kind: 'place', piece: 7, ticks: 1000, seek: 1, time: 3, levels: [] } as const;
    events[0]?.({ ...place, isPlaying: true });
    events[0]?.({ kind: 'failed', message: 'The instruments did not load (503).' });
    expect(session.isPlaying.value).toBe(false);
    expect(failures).toEqual(['The sound stopped: The instruments did not load (503).']);
    sound.play();
    await settled();
    expect(told[0]?.at(-1)).toEqual(['close']);
    expect(told[1]).toEqual([
      ['load', 7],
      ['mix', []],
      ['repeat', false],
      ['seek', 1000, 1],
      ['play'],
    ]);
    // What the first one says is late.
    events[0]?.({ ...place, ticks: 5, isPlaying: false });
    events[1]?.({ ...place, ticks: 1010, isPlaying: true });
    expect(session.place.value.ticks).toBe(1010);
    sound.play();
    await settled();
    expect(told).toHaveLength(2);
  });
});
