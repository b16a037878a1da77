import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import type { SoundObject } from '../../src/collection/soundObject.js';
import type { AuditionedPlayer } from '../../src/composition/audition.js';
import type { MatchedObject } from '../../src/composition/matchObjects.js';
import type { Player } from '../../src/composition/playing/player.js';
import type { Note } from '../../src/music/note.js';
import { ticksPerBar } from '../../src/music/time.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';

/** An object as the collection gives it, without a folder behind it. */
export function makeObject(name: string, change: Partial<SoundObject> = {}): SoundObject {
  return {
    name,
    labels: ['cup'],
    instrument: 'celesta',
    program: 8,
    text: '',
    shelf: 'starter',
    folder: `/nowhere/objects/${name}`,
    modelsFolder: `/nowhere/models/${name}`,
    recordings: [],
    audioFiles: [],
    otherFiles: [],
    ...change,
  };
}

/** What there is to say of a player that cannot play. */
export interface PlayerOptions {
  readonly areaShare?: number;
  /** Of its recordings; null: free. */
  readonly tempoBpm?: number | null;
  readonly beats?: number;
  readonly boxes?: MatchedObject['boxes'];
  /** What it plays by itself, in eight bars of its own. */
  readonly audition?: readonly Note[];
  readonly onsetsPerBar?: number;
  /** Which of the voices of its object it is, from 1. */
  readonly instance?: number;
}

/** A player whose decoder has recordings of one tempo (null: free) and a time signature but cannot play. */
export function makePlayer(
  name: string,
  {
    areaShare = 0.1,
    tempoBpm = 90,
    beats = 4,
    boxes = [{ x: 10, y: 10, width: 20, height: 20 }],
    audition = [],
    onsetsPerBar = 4,
    instance = 1,
  }: PlayerOptions = {},
): AuditionedPlayer {
  const timeSignature = { beats, beatUnit: 4 };
  const recordings = [{ name: 'a.mid', sha256: 'a'.repeat(64), share: 1, tempoBpm }];
  return {
    matched: {
      object: makeObject(name),
      instance,
      instances: instance,
      labels: ['cup'],
      boxes,
      areaShare,
    },
    decoder: {
      kind: 'phrase',
      object: name,
      timeSignature,
      recordings,
    } as Partial<PhraseDecoder> as PhraseDecoder,
    ownTempoBpm: tempoBpm,
    audition: { notes: audition, lengthTicks: 8 * ticksPerBar(timeSignature), onsetsPerBar },
  };
}

export const TINY_RECORDINGS = ['a.mid', 'b.mid'].map((name) => ({
  name,
  sha256: name.padEnd(64, '0'),
}));

/** A player whose decoder can play but learned no music. */
export function tinyPlayer(
  tempi: readonly (number | null)[],
  kind: 'phrase' | 'seed' = 'phrase',
): Player {
  const { matched } = makePlayer('kettle');
  return {
    matched,
    decoder: tinyDecoder(kind, { object: 'kettle', recordings: TINY_RECORDINGS, tempi }),
  };
}
