import { describe, expect, it } from 'vitest';
import {
  type KnownObject,
  objectLines,
  objectRecord,
  trainingComplaints,
} from '../../../src/cli/report/objectLines.js';
import { MirrorError, type SoundObject, type TrainingState } from '../../../src/index.js';

function known(name: string, training: TrainingState, minutes?: number): KnownObject {
  const object: SoundObject = {
    name,
    labels: ['cup', 'dining table'],
    instrument: 'celesta',
    program: 8,
    text: 'For a test.',
    shelf: 'home',
    folder: `/home/objects/${name}`,
    modelsFolder: `/home/models/${name}`,
    recordings: [{ name: 'one.mid', path: '/one.mid' }],
    audioFiles: [],
    otherFiles: [],
  };
  return { object, training, minutes };
}

const broken = new MirrorError('input', 'decoder.json: Expected JSON. Train the object again.');
const collection = [
  known('kettle', { state: 'trained' }, Math.PI),
  known('冷蔵庫', { state: 'untrained' }),
  known('pot', { state: 'untrained' }, 1),
  known(
    'my mug',
    { state: 'stale', added: ['a.mid', 'b.mid'], changed: [], removed: ['c.mid'] },
    2,
  ),
  known('lamp', { state: 'broken', error: broken }, 2),
];

describe('the collection', () => {
  it('is a line for each object', () => {
    expect(objectLines(collection.slice(0, 2))).toEqual([
      'kettle  cup, dining table  1 recording  3.1 min     trained    home',
      '冷蔵庫  cup, dining table  1 recording  unreadable  untrained  home',
    ]);
  });

  it('is a record for each object, whose keys other programs rely on', () => {
    expect(objectRecord(known('kettle', { state: 'trained' }, Math.PI))).toEqual({
      object: 'kettle',
      labels: ['cup', 'dining table'],
      taughtPhotos: 0,
      instrument: 'celesta',
      program: 8,
      text: 'For a test.',
      recordings: 1,
      audioFiles: 0,
      minutes: 3.14,
      state: 'trained',
      shelf: 'home',
      editedFrom: null,
    });
    expect(objectRecord(known('kettle', { state: 'trained' })).minutes).toBeNull();
  });

  it('says what is wrong and what mends it', () => {
    expect(trainingComplaints(collection)).toEqual([
      'my mug is stale: a.mid, b.mid added; c.mid removed. Run `mirror train "my mug"`.',
      'lamp is broken: decoder.json: Expected JSON. Train the object again.',
      'Not trained yet: 冷蔵庫, pot. Run `mirror train`.',
    ]);
    const { object, training } = known('mill', { state: 'trained' });
    const mute = { object: { ...object, labels: [], recordings: [] }, training };
    // Decoders of two kinds are no two objects.
    expect(trainingComplaints([mute, { ...mute, kind: 'seed' }])).toEqual([
      'No recordings of mill yet: `mirror add mill take.mid`.',
      expect.stringMatching(
        /^mill answers nothing yet: teach it with `mirror teach mill photo\.jpg`/,
      ),
    ]);
    // Of a class's thirty objects, one line.
    const nameless = (name: string) => ({
      ...known(name, { state: 'trained' }),
      object: { ...known(name, { state: 'trained' }).object, labels: [] },
    });
    expect(trainingComplaints([nameless('mill'), nameless('my mug')])).toEqual([
      'Answering nothing yet: mill, my mug. Teach them with `mirror teach <object> photo.jpg`, or give them labels with `mirror edit`.',
    ]);
    expect(trainingComplaints(collection.slice(0, 1))).toEqual([]);
    const stale = { state: 'stale', added: ['a.mid'], changed: [], removed: [] } as const;
    expect(trainingComplaints([{ ...known('mug', stale), kind: 'seed' }])).toEqual([
      'mug (kind seed) is stale: a.mid added. Run `mirror train mug --kind seed`.',
    ]);
  });
});
