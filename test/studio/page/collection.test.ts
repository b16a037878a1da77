import { effect } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { PlayablePiece } from '../../../src/studio/page/engine/playablePiece.js';
import { openCollection } from '../../../src/studio/page/state/collection/collection.js';
import type { ObjectsServer } from '../../../src/studio/page/state/collection/objectsServer.js';
import { openStudio } from '../../../src/studio/page/state/studio.js';
import { StudioError, type StudioServer } from '../../../src/studio/page/state/studioServer.js';
import {
  secondsToTell,
  stateSentence,
  stateWord,
  timeLeft,
} from '../../../src/studio/page/views/collection/stateWords.js';
import type { StudioEvent } from '../../../src/studio/protocol/answers.js';
import type {
  ObjectAnswer,
  ObjectsAnswer,
  TrainingAnswer,
} from '../../../src/studio/protocol/objects.js';

const kettle: ObjectAnswer = {
  name: 'kettle',
  isOwn: true,
  labels: ['cup'],
  text: '',
  instrument: 'celesta',
  program: 8,
  taughtPhotos: 0,
  takes: [{ file: 'one.mid', kind: 'midi', seconds: 7 }],
  state: 'untrained',
  stateNote: '',
};

const training = (changed: Partial<TrainingAnswer>): TrainingAnswer => ({
  object: 'kettle',
  state: 'running',
  epoch: 0,
  epochs: 10,
  loss: null,
  secondsLeft: null,
  message: '',
  ...changed,
});

const notes = {
  notes: [60, 0, 480, 80],
  tempoBpm: 60,
  timeSignature: { beats: 4, beatUnit: 4 },
  lengthTicks: 480,
  seconds: 1,
  skipped: [],
} as const;

/** A page whose servers list what they are asked, and can be told to fail once. */
async function openPage() {
  const asked: string[] = [];
  let tell: (event: StudioEvent) => void = () => {};
  let failure: { of: string; error: Error } | undefined;
  let held: { of: string; until: Promise<void> } | undefined;
  let drafts = 0;
  let listed: ObjectsAnswer = { objects: [kettle], broken: [], removed: [], trainings: [] };
  const told =
    <Answer>(name: string, answer: (...words: never[]) => Answer) =>
    async (...words: unknown[]): Promise<Answer> => {
      const said = words.map((word) => (word instanceof File ? word.name : word));
      asked.push([name, ...said.map((word) => JSON.stringify(word))].join(' '));
      if (failure?.of === name) {
        const { error } = failure;
        failure = undefined;
        throw error;
      }
      if (held?.of === name) {
        const { until } = held;
        held = undefined;
        await until;
      }
      return answer(...(words as never[]));
    };
  const server: ObjectsServer = {
    objects: told('objects', () => listed),
    openDraft: told('openDraft', () => ({ draft: `${++drafts}` })),
    send: told('send', (_: string, { name }: File) => {
      const isAudio = name.endsWith('.wav');
      return {
        name,
        kind: isAudio ? 'audio' : 'midi',
        bytes: 3,
        seconds: isAudio ? null : 7,
      } as const;
    }),
    draftNotes: told('draftNotes', () => notes),
    removeDraft: told('removeDraft', () => undefined),
    removeDraftFile: told('removeDraftFile', () => undefined),
    add: told('add', () => ({
      object: kettle,
      notes: ['a.mid: kept as b.mid', 'Run `mirror teach`.'],
    })),
    takeNotes: told('takeNotes', () => notes),
    change: told('change', (_: string, { name = 'kettle' }: { name?: string }) => ({
      ...kettle,
      name,
    })),
    removeObject: told('removeObject', () => undefined),
    removeTake: told('removeTake', () => undefined),
    restore: told('restore', () => kettle),
    emptyRemoved: told('emptyRemoved', () => undefined),
    train: told('train', () => training({ state: 'waiting' })),
    cancelTraining: told('cancelTraining', () => undefined),
  };
  const room = told('room', () => ({ room: '1', title: 'x', width: 9, height: 9, notes: [] }));
  const rooms = {
    studio: told('studio', () => ({ mostPhotoBytes: 10 })),
    openSample: room,
    // Composing is no part of these.
    compose: () => new Promise(() => {}),
    photoAddress: () => '',
    listen: ({ onEvent }: { onEvent: typeof tell }) => {
      tell = onEvent;
    },
  } as unknown as StudioServer;
  const played: unknown[] = [];
  const studio = openStudio({
    server: rooms,
    openPlayer: async () =>
      ({
        audition: ({ messages }: PlayablePiece) => void played.push(messages.ticks.length),
        endAudition: () => void played.push('end'),
        seek: () => {},
        mix: () => {},
        time: () => 0,
      }) as never,
    address: { read: () => undefined, write: () => {} },
    kept: { read: async () => undefined, write: () => {} },
    newSeed: () => 7,
  });
  const collection = openCollection({ server, studio });
  await studio.start();
  asked.length = 0;
  return {
    studio,
    collection,
    asked,
    played,
    tell: (event: StudioEvent) => tell(event),
    failOnce: (of: string, code: StudioError['code']) => {
      failure = { of, error: new StudioError(code, `${code} of ${of}`) };
    },
    /** What the next reading of the list is answered with. */
    list: (changed: Partial<ObjectsAnswer>) => {
      listed = { ...listed, ...changed };
    },
    failOnceWith: (of: string, error: Error) => {
      failure = { of, error };
    },
    /** Has the next answer wait. @returns what lets it go */
    hold: (of: string) => {
      let letGo = () => {};
      const until = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      held = { of, until };
      return letGo;
    },
  };
}

const file = (name: string) => new File(['abc'], name);
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the collection on the page', () => {
  it('is read when it is looked at, and again when the server tells of a change', async () => {
    const { studio, collection, asked, tell } = await openPage();
    expect(collection.objects.value).toBe(undefined);
    studio.session.view.value = 'collection';
    await settled();
    expect(collection.objects.value).toEqual([kettle]);
    tell({ kind: 'collection' });
    await settled();
    expect(asked).toEqual(['objects', 'objects', 'studio']);
  });

  it('opens the room anew at once after a training, and after other changes when it is looked at', async () => {
    const { studio, asked, tell } = await openPage();
    studio.session.view.value = 'collection';
    const isAsked = () => asked.filter((line) => line.startsWith('room')).length;
    tell({ kind: 'collection' });
    await settled();
    expect(isAsked()).toBe(0);
    studio.session.view.value = 'room';
    await settled();
    expect(isAsked()).toBe(1);
    studio.session.view.value = 'collection';
    tell({ kind: 'training', ...training({ state: 'done' }) });
    tell({ kind: 'collection' });
    await settled();
    expect(isAsked()).toBe(2);
  });

  it('keeps the losses of a training, and begins anew with another', async () => {
    const { collection, tell } = await openPage();
    const losses = () => collection.trainings.value.get('kettle')?.losses.map(({ loss }) => loss);
    for (const epoch of [1, 2, 4]) {
      tell({ kind: 'training', ...training({ epoch, loss: 9 - epoch }) });
    }
    // Told twice, by the list and by the stream.
    tell({ kind: 'training', ...training({ epoch: 4, loss: 5 }) });
    expect(losses()).toEqual([8, 7, 5]);
    tell({ kind: 'training', ...training({ state: 'waiting' }) });
    expect(losses()).toEqual([]);
  });

  it('says that a training has failed where its object is not looked at, which says so itself', async () => {
    const { studio, collection, tell } = await openPage();
    const failed = { kind: 'training', ...training({ state: 'failed', message: 'No.' }) } as const;
    tell(failed);
    expect(studio.session.notice.value).toEqual({
      kind: 'error',
      text: 'kettle could not be trained. No.',
    });
    studio.session.notice.value = undefined;
    studio.session.view.value = 'collection';
    collection.choose({ kind: 'object', name: 'kettle' });
    tell(failed);
    expect(studio.session.notice.value).toBe(undefined);
  });

  it('sends recordings one after another, then has audio transcribed, and plays what is ready', async () => {
    const { collection, asked, tell, played, studio } = await openPage();
    const target = { kind: 'new' } as const;
    const draft = collection.draftOf(target);
    collection.take([file('memo.wav'), file('one.mid')]);
    expect(collection.chosen.value).toEqual(target);
    expect(draft.isReady.value).toBe(false);
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    expect(asked).toEqual([
      'openDraft',
      'send "1" "memo.wav"',
      'send "1" "one.mid"',
      'draftNotes "1" "memo.wav"',
    ]);
    const [memo, one] = draft.entries.value;
    expect([memo?.seconds, one?.seconds]).toEqual([1, 7]);
    await collection.hearDraft(target, memo as NonNullable<typeof memo>, 'celesta');
    expect(studio.session.auditioned.value?.name).toBe('draft /1');
    await settled();
    await collection.hearDraft(target, memo as NonNullable<typeof memo>, 'celesta');
    await settled();
    expect(played).toEqual([expect.any(Number), 'end']);
    tell({ kind: 'transcription', draft: 'other', file: 'memo.wav', done: 0.5 });
    expect(draft.entries.value[0]?.done).toBe(undefined);
  });

  it('plays what was asked for last, however late the notes of another come, and nothing that was stopped', async () => {
    const { collection, studio, played, hold } = await openPage();
    const object = { ...kettle, takes: [] };
    const letGo = hold('takeNotes');
    const first = collection.hearTake(object, 'one.mid');
    await collection.hearTake(object, 'two.mid');
    letGo();
    await first;
    await settled();
    expect(studio.session.auditioned.value?.name).toBe('take kettle/two.mid');
    expect(played).toHaveLength(1);
    const letGoOn = hold('takeNotes');
    const third = collection.hearTake(object, 'three.mid');
    await collection.hearTake(object, 'two.mid');
    letGoOn();
    await third;
    await settled();
    expect(played.slice(1)).toEqual(['end']);
  });

  it('asks for the notes of audio once more where the answer broke off, and does not send it again', async () => {
    const { collection, asked, failOnceWith, failOnce } = await openPage();
    const target = { kind: 'new' } as const;
    const draft = collection.draftOf(target);
    failOnce('draftNotes', 'unreachable');
    collection.take([file('memo.wav')]);
    await settled();
    expect(draft.entries.value.map(({ state }) => state)).toEqual(['transcribing']);
    failOnceWith('draftNotes', new TypeError('terminated'));
    draft.resume();
    await settled();
    draft.resume();
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    expect(asked.filter((line) => line.startsWith('send'))).toHaveLength(1);
    expect(asked.filter((line) => line.startsWith('draftNotes'))).toHaveLength(3);
  });

  it('sends what was on its way into a draft that was added to the draft after it', async () => {
    const { collection, asked, hold } = await openPage();
    const target = { kind: 'new' } as const;
    collection.choose(target);
    const draft = collection.draftOf(target);
    collection.take([file('one.mid')]);
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    const letGo = hold('send');
    const adding = collection.add(target, { name: 'kettle', isTrained: false });
    collection.take([file('two.mid')]);
    await adding;
    letGo();
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    expect(asked.filter((line) => line.startsWith('send'))).toEqual([
      'send "1" "one.mid"',
      'send "1" "two.mid"',
      'send "2" "two.mid"',
    ]);
  });

  it('says of each file why it is refused, and adds the others', async () => {
    const { collection, asked, failOnce, studio } = await openPage();
    const target = { kind: 'new' } as const;
    collection.choose(target);
    const draft = collection.draftOf(target);
    failOnce('send', 'input');
    collection.take([file('notes.txt'), file('one.mid')]);
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    expect(draft.entries.value.map(({ state, line }) => [state, line])).toEqual([
      ['refused', 'input of send'],
      ['ready', undefined],
    ]);
    asked.length = 0;
    await collection.add(target, { name: 'kettle', isTrained: true });
    expect(asked.slice(0, 2)).toEqual(['add {"draft":"1","name":"kettle"}', 'train "kettle"']);
    expect(collection.chosen.value).toEqual({ kind: 'object', name: 'kettle' });
    expect(draft.entries.value).toEqual([]);
    expect(studio.session.notice.value).toEqual({ kind: 'note', text: 'a.mid: kept as b.mid' });
  });

  it('shows what is added until the object is there, which has begun its training by then', async () => {
    const { studio, collection, failOnce } = await openPage();
    studio.session.view.value = 'collection';
    await settled();
    const target = { kind: 'new' } as const;
    collection.choose(target);
    const draft = collection.draftOf(target);
    collection.take([file('one.mid')]);
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    const seen: unknown[] = [];
    const end = effect(() => {
      const shown = [draft.entries.value.length, collection.object.value?.name];
      seen.push([...shown, collection.trainings.value.get('kettle')?.state]);
    });
    const adding = collection.add(target, { name: 'kettle', isTrained: true });
    collection.take([file('two.mid')]);
    await adding;
    end();
    expect(seen.filter((each, i) => `${each}` !== `${seen[i - 1]}`)).toEqual([
      [1, undefined, undefined],
      [2, undefined, undefined],
      [2, undefined, 'waiting'],
      [1, 'kettle', 'waiting'],
    ]);
    // What came in meanwhile is lost neither: it is ready for another object.
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    expect(draft.entries.value.map(({ name }) => name)).toEqual(['two.mid']);
    failOnce('train', 'failed');
    await collection.add(target, { name: 'kettle', isTrained: true });
    expect(studio.session.notice.value?.text).toBe('failed of train');
    expect([draft.entries.value, draft.isAdding.value]).toEqual([[], false]);
  });

  it('shows a training as under way until its object is trained, whatever older list comes in', async () => {
    const { studio, collection, tell, list } = await openPage();
    studio.session.view.value = 'collection';
    await settled();
    collection.choose({ kind: 'object', name: 'kettle' });
    const seen: unknown[] = [];
    effect(() => {
      seen.push([collection.trainings.value.get('kettle')?.state, collection.object.value?.state]);
    });
    tell({ kind: 'training', ...training({ epoch: 3, loss: 2 }) });
    tell({ kind: 'training', ...training({ epoch: 9, loss: 1 }) });
    // Asked before the training began, and while it was at its third epoch.
    tell({ kind: 'collection' });
    await settled();
    list({ trainings: [training({ epoch: 3, loss: 2 })] });
    tell({ kind: 'collection' });
    await settled();
    expect(collection.trainings.value.get('kettle')).toMatchObject({ epoch: 9, losses: [{}, {}] });
    const done = training({ state: 'done', epoch: 10, loss: 1, message: 'Learned 1 take.' });
    tell({ kind: 'training', ...done });
    list({ objects: [{ ...kettle, state: 'trained' }], trainings: [done] });
    tell({ kind: 'collection' });
    await settled();
    expect(new Set(seen.map((each) => `${each}`))).toEqual(
      new Set([',untrained', 'running,untrained', 'done,trained']),
    );
  });

  it('says that an object is removed once it waits under Removed, and is gone from the list', async () => {
    const { studio, collection, list } = await openPage();
    studio.session.view.value = 'collection';
    await settled();
    collection.choose({ kind: 'object', name: 'kettle' });
    const removed = [{ entry: '1-kettle', name: 'kettle', files: [], isDeletable: true }];
    list({ objects: [], removed });
    const seen: unknown[] = [];
    effect(() => {
      if (studio.session.notice.value === undefined) return;
      seen.push(collection.objects.value, collection.removed.value, collection.chosen.value);
    });
    await collection.removeObject('kettle');
    expect(seen).toEqual([[], removed, { kind: 'none' }]);
    const restoring = collection.restore('1-kettle');
    list({ objects: [kettle], removed: [] });
    await restoring;
    expect([collection.object.value, collection.removed.value]).toEqual([kettle, []]);
    await collection.emptyRemoved();
    expect(studio.session.notice.value?.text).toBe('What was removed is deleted for good.');
  });

  it('keeps the recordings where they cannot be added, and sends them again where the server lost them', async () => {
    const { collection, asked, failOnce, studio } = await openPage();
    const target = { kind: 'object', name: 'kettle' } as const;
    const draft = collection.draftOf(target);
    draft.take([file('one.mid')]);
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    failOnce('add', 'input');
    await collection.add(target, { name: 'kettle', isTrained: false });
    expect(studio.session.notice.value).toEqual({ kind: 'error', text: 'input of add' });
    expect(draft.isReady.value).toBe(true);
    failOnce('add', 'gone');
    await collection.add(target, { name: 'kettle', isTrained: false });
    expect(studio.session.notice.value?.text).toContain('sent once more');
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    expect(asked.at(-1)).toBe('send "2" "one.mid"');
    await collection.add(target, { name: 'kettle', isTrained: false });
    expect(draft.entries.value).toEqual([]);
    expect(asked.some((line) => line.startsWith('train'))).toBe(false);
  });

  it('waits with what is unsent while the server is away, and goes on when it is back', async () => {
    const { collection, failOnce, tell } = await openPage();
    const draft = collection.draftOf({ kind: 'new' });
    failOnce('send', 'unreachable');
    draft.take([file('one.mid')]);
    await settled();
    expect(draft.entries.value.map(({ state }) => state)).toEqual(['waiting']);
    tell({ kind: 'hello', run: 'x' });
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
  });

  it('takes a file back that is on its way, here and on the server', async () => {
    const { collection, asked } = await openPage();
    const draft = collection.draftOf({ kind: 'new' });
    draft.take([file('one.mid')]);
    await draft.remove(draft.entries.value[0] as (typeof draft.entries.value)[number]);
    await settled();
    expect(draft.entries.value).toEqual([]);
    expect(asked).toContain('removeDraftFile "1" "one.mid"');
  });

  it('takes audio back that was refused when it was transcribed, but asks for nothing that the server never kept', async () => {
    const { collection, asked, failOnce } = await openPage();
    const draft = collection.draftOf({ kind: 'new' });
    failOnce('send', 'input');
    draft.take([file('notes.txt')]);
    await settled();
    failOnce('draftNotes', 'input');
    draft.take([file('hum.wav')]);
    await settled();
    expect(draft.entries.value.map(({ state }) => state)).toEqual(['refused', 'refused']);
    for (const entry of draft.entries.value) await draft.remove(entry);
    expect(draft.entries.value).toEqual([]);
    expect(asked.filter((line) => line.startsWith('removeDraftFile'))).toEqual([
      'removeDraftFile "1" "hum.wav"',
    ]);
  });

  it('takes a new object’s recordings back when it is cancelled, also one that is on its way', async () => {
    const { studio, collection, asked } = await openPage();
    const target = { kind: 'new' } as const;
    collection.choose(target);
    const draft = collection.draftOf(target);
    collection.take([file('one.mid')]);
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    collection.take([file('two.mid')]);
    await collection.cancel(target);
    await settled();
    expect(collection.chosen.value).toEqual({ kind: 'none' });
    expect(draft.entries.value).toEqual([]);
    expect(asked).toContain('removeDraft "1"');
    expect(studio.session.notice.value).toBe(undefined);
    collection.take([file('three.mid')]);
    await vi.waitFor(() => expect(draft.isReady.value).toBe(true));
    expect(asked.at(-1)).toBe('send "2" "three.mid"');
  });

  it('says that an object is gone only once a list that was read after the choice lacks it', async () => {
    const { studio, collection, asked, tell } = await openPage();
    studio.session.view.value = 'collection';
    await settled();
    // A list that is under way since before the choice knows nothing of it.
    tell({ kind: 'collection' });
    expect(asked.at(-2)).toBe('objects');
    collection.choose({ kind: 'object', name: 'breadboard' });
    await settled();
    expect([collection.object.value, collection.isGone.value]).toEqual([undefined, false]);
    tell({ kind: 'collection' });
    await settled();
    expect(collection.isGone.value).toBe(true);
    collection.choose({ kind: 'object', name: 'kettle' });
    expect(collection.isGone.value).toBe(false);
  });

  it('knows what no photo can show: without a label, a taught photo, or a box of its name', async () => {
    const { studio, collection } = await openPage();
    const bottle = { ...kettle, name: 'oil bottle', labels: [] };
    const box = { x: 0, y: 0, width: 9, height: 9 };
    const name = { label: 'oil bottle', taught: true } as const;
    const isUnseen = () => collection.isUnseen(bottle);
    expect(isUnseen()).toBe(true);
    expect(collection.isUnseen({ ...bottle, labels: ['cup'] })).toBe(false);
    expect(collection.isUnseen({ ...bottle, taughtPhotos: 1 })).toBe(false);
    studio.editBox({ kind: 'drawn', id: 'drawn 1', name, box });
    expect(isUnseen()).toBe(false);
    studio.editBox({ kind: 'named', seen: 'drawn 1', name: { label: 'cup' } });
    expect(isUnseen()).toBe(true);
    studio.editBox({ kind: 'named', seen: 'cup 1 2 3 4', name });
    expect(isUnseen()).toBe(false);
    studio.editBox({ kind: 'removed', seen: 'cup 1 2 3 4' });
    expect(isUnseen()).toBe(true);
  });

  it('says why a change is refused without the commands of a terminal', async () => {
    const { studio, collection, failOnceWith } = await openPage();
    failOnceWith(
      'change',
      new StudioError('usage', 'Expected x but received y. Run `mirror objects`.'),
    );
    await collection.change('kettle', { text: 'x' });
    expect(studio.session.notice.value?.text).toBe('Expected x but received y.');
  });

  it('follows an object to its new name, with the takes that wait for it', async () => {
    const { studio, collection } = await openPage();
    studio.session.view.value = 'collection';
    await settled();
    collection.choose({ kind: 'object', name: 'kettle' });
    const draft = collection.draftOf(collection.chosen.value);
    await collection.change('kettle', { name: 'samovar' });
    expect(collection.object.value?.name).toBe('samovar');
    expect(collection.draftOf(collection.chosen.value)).toBe(draft);
  });
});

describe('how an object stands', () => {
  it.each([
    [{ state: 'trained' }, undefined, 'trained', 'Trained on 1 take.'],
    [{ state: 'untrained' }, undefined, 'not trained', 'Not trained yet, so no room plays it.'],
    [
      { state: 'stale', stateNote: 'b.mid added since the training' },
      undefined,
      'has changed',
      'B.mid added since the training. Train it again.',
    ],
    [
      { state: 'broken', stateNote: 'Expected x.' },
      undefined,
      'broken',
      'Its decoder cannot be used. Expected x. Train it again.',
    ],
    [{ takes: [] }, undefined, 'no takes', expect.stringContaining('no takes yet')],
    [{ state: 'stale' }, training({}), 'in training', ''],
    [{ state: 'stale' }, training({ state: 'waiting' }), 'waits for its training', ''],
    [
      { state: 'trained', isOwn: false },
      undefined,
      'trained',
      'Trained on 1 take. It ships with the program.',
    ],
  ] as const)('is said in words: %j', (changed, now, word, sentence) => {
    const object = { ...kettle, ...changed } as ObjectAnswer;
    const shown = now && { ...now, losses: [] };
    expect([stateWord(object, shown), stateSentence(object, shown)]).toEqual([word, sentence]);
  });

  it.each([
    // Two minutes in all, told as 34 from the first epoch.
    [1, 475, 2040, undefined],
    [14, 475, 170, undefined],
    [15, 475, 118, 118],
    [5, 100, 38, undefined],
    [10, 100, 40, 40],
    [475, 475, 0, undefined],
    [20, 100, null, undefined],
  ])(
    'tells after %d of %d epochs, where %s seconds seem to be left, %s',
    (epoch, epochs, secondsLeft, told) => {
      expect(secondsToTell({ epoch, epochs, secondsLeft })).toBe(told);
    },
  );

  it.each([
    [1, 'a few seconds left'],
    [7.4, 'a few seconds left'],
    [8, 'about 10 s left'],
    [38, 'about 40 s left'],
    [89, 'about 90 s left'],
    [100, 'about 2 min left'],
  ])('leaves %d seconds as “%s”', (seconds, words) => {
    expect(timeLeft(seconds)).toBe(words);
  });
});
