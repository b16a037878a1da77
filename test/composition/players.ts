import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import type { SoundObject } from '../../src/collection/soundObject.js';
import type { MatchedObject } from '../../src/composition/matchObjects.js';
import type { TimedPlayer } from '../../src/composition/planPiece.js';

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

/** A player whose decoder has recordings of one tempo (null: free) and a time signature but cannot play. */
export function makePlayer(
  name: string,
  {
    areaShare = 0.1,
    tempoBpm = 90,
    beats = 4,
    boxes = [{ x: 10, y: 10, width: 20, height: 20 }],
  }: {
    areaShare?: number;
    tempoBpm?: number | null;
    beats?: number;
    boxes?: MatchedObject['boxes'];
  } = {},
): TimedPlayer {
  const timeSignature = { beats, beatUnit: 4 };
  const recordings = [{ name: 'a.mid', sha256: 'a'.repeat(64), share: 1, tempoBpm }];
  return {
    matched: {
      object: makeObject(name),
      instance: 1,
      instances: 1,
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
  };
}
