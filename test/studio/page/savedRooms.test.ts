import { describe, expect, it, vi } from 'vitest';
import { followRoom, type PhotoSource } from '../../../src/studio/page/state/photoSource.js';
import { StudioError } from '../../../src/studio/page/state/studioServer.js';
import type { RoomChange } from '../../../src/studio/protocol/answers.js';
import { openFakeStudio, settled } from './fakeStudio.js';

const attic = { kind: 'saved', name: 'attic' } as const;
const renamed = { what: 'renamed', formerName: 'attic', name: 'loft' } as const;
const removed = { what: 'removed', name: 'attic', entry: 3 } as const;
const restored = { what: 'restored', entry: 3, name: 'attic-2' } as const;
const gone = { kind: 'removed', name: 'attic', entry: 3 } as const;

describe('where a room is opened again after a change', () => {
  it.each<[PhotoSource, RoomChange, PhotoSource]>([
    [attic, renamed, { kind: 'saved', name: 'loft' }],
    [attic, removed, gone],
    [gone, restored, { kind: 'saved', name: 'attic-2' }],
    [{ kind: 'saved', name: 'cellar' }, renamed, { kind: 'saved', name: 'cellar' }],
    [{ kind: 'sample', name: 'attic' }, renamed, { kind: 'sample', name: 'attic' }],
    [{ kind: 'sample', name: 'attic' }, removed, { kind: 'sample', name: 'attic' }],
    [gone, { ...restored, entry: 4 }, gone],
    [gone, renamed, gone],
    [gone, { what: 'emptied' }, gone],
    [attic, { what: 'saved', name: 'attic' }, attic],
  ])('%j, after %j, is %j', (source, change, now) => {
    expect(followRoom(source, change)).toEqual(now);
  });
});

describe('a saved room that is open', () => {
  /** With a change that is not saved. */
  const openAttic = async () => {
    const fakes = openFakeStudio({ place: attic });
    await fakes.studio.start();
    await settled();
    fakes.studio.set({ bars: 9 });
    await settled();
    return fakes;
  };

  it('is open under its new name, for a reload and for a server that has closed it', async () => {
    const { studio, address, opened, failOnce } = await openAttic();
    expect(await studio.renameRoom('attic', 'loft')).toEqual({
      isDone: true,
      change: renamed,
    });
    expect(address.room).toEqual({ kind: 'saved', name: 'loft' });
    expect([studio.savedName.value, studio.session.studio.value?.saved]).toEqual([
      'loft',
      ['loft'],
    ]);
    expect(studio.roomName.value).toBe('loft');
    failOnce('gone');
    studio.set({ bars: 10 });
    await settled();
    expect(opened).toEqual(['attic', 'loft']);
    expect(studio.document.value.settings).toEqual({ bars: 10 });
    expect(studio.session.notice.value).toBeUndefined();
  });

  it('is renamed where only the list could not be read afterwards, which is said', async () => {
    const { studio, elsewhere } = await openAttic();
    const error = new StudioError('unreachable', 'unreachable');
    vi.spyOn(elsewhere, 'studio').mockRejectedValueOnce(error);
    expect(await studio.renameRoom('attic', 'loft')).toEqual({ isDone: true, change: renamed });
    expect(studio.session.notice.value).toEqual({ kind: 'error', text: 'unreachable' });
    expect(studio.savedName.value).toBe('loft');
  });

  it('stays open where it is removed, and is saved again as what it was where it is restored', async () => {
    const { studio, address, opened, failOnce } = await openAttic();
    expect(await studio.removeRoom('attic')).toMatchObject({
      isDone: true,
      change: { name: 'attic' },
    });
    expect([address.room, studio.savedName.value]).toEqual([undefined, undefined]);
    expect(studio.session.studio.value).toMatchObject({
      saved: [],
      removedRooms: [{ entry: 1, name: 'attic' }],
    });
    failOnce('gone');
    studio.set({ bars: 10 });
    await settled();
    expect(opened).toEqual(['attic', 'removed 1']);
    expect(studio.document.value.settings).toEqual({ bars: 10 });
    await studio.restoreRoom(1);
    expect([address.room, studio.savedName.value]).toEqual([attic, 'attic']);
    expect(studio.session.notice.value).toBeUndefined();
  });

  it('hears of what another tab did', async () => {
    const { studio, address, tell, elsewhere } = await openAttic();
    await elsewhere.renameRoom('attic', 'loft');
    tell({ kind: 'rooms', change: renamed });
    await settled();
    expect([address.room, studio.session.studio.value?.saved]).toEqual([
      { kind: 'saved', name: 'loft' },
      ['loft'],
    ]);
    await elsewhere.removeRoom('loft');
    tell({ kind: 'rooms', change: { what: 'removed', name: 'loft', entry: 1 } });
    await settled();
    expect([address.room, studio.session.studio.value?.saved]).toEqual([undefined, []]);
    expect(studio.document.value.settings).toEqual({ bars: 9 });
  });

  it('is found where it is by now if another tab renames or removes it while it is opened again', async () => {
    const { studio, opened, tell, elsewhere, failOnce } = await openAttic();
    await elsewhere.renameRoom('attic', 'loft');
    failOnce('gone');
    studio.set({ bars: 10 });
    tell({ kind: 'rooms', change: renamed });
    await settled();
    expect(opened.at(-1)).toBe('loft');
    expect(studio.document.value.settings).toEqual({ bars: 10 });
    expect(studio.session.notice.value).toBeUndefined();
  });

  it.each<[string, boolean]>([
    ['before the server has read it', false],
    ['after the server has read it', true],
  ])('has its new name where another tab renames it while it is opened, %s', async (_, isRead) => {
    const { studio, address, opened, tell, elsewhere, holdRooms } = openFakeStudio();
    await studio.start();
    const letGo = holdRooms();
    if (!isRead) await elsewhere.renameRoom('attic', 'loft');
    const opening = studio.openSaved('attic');
    if (isRead) await elsewhere.renameRoom('attic', 'loft');
    tell({ kind: 'rooms', change: renamed });
    letGo();
    await opening;
    await settled();
    expect([address.room, studio.savedName.value]).toEqual([
      { kind: 'saved', name: 'loft' },
      'loft',
    ]);
    expect(opened).toEqual(isRead ? ['attic'] : ['attic', 'loft']);
    expect(studio.document.value.settings).toEqual({ bars: 5 });
    expect(studio.session.notice.value).toBeUndefined();
  });

  it('has its new name where the page hears of it after the server could not find it by the former one', async () => {
    const { studio, address, opened, tell, elsewhere } = openFakeStudio();
    await studio.start();
    await elsewhere.renameRoom('attic', 'loft');
    const { studio: read } = elsewhere;
    Object.assign(elsewhere, {
      studio: async () => {
        Object.assign(elsewhere, { studio: read });
        tell({ kind: 'rooms', change: renamed });
        return read();
      },
    });
    await studio.openSaved('attic');
    await settled();
    expect([address.room, opened]).toEqual([{ kind: 'saved', name: 'loft' }, ['attic', 'loft']]);
    expect(studio.session.notice.value).toBeUndefined();
  });

  it('is not in the list any more where it cannot be opened, since no tab told of its end', async () => {
    const { studio, elsewhere } = openFakeStudio();
    await studio.start();
    await elsewhere.removeRoom('attic');
    await studio.openSaved('attic');
    expect(studio.session.notice.value).toEqual({ kind: 'error', text: 'no attic' });
    expect(studio.session.studio.value?.saved).toEqual([]);
  });

  it('is shown as removed where another tab removes it while it is opened', async () => {
    const { studio, address, tell, elsewhere, holdRooms } = openFakeStudio();
    await studio.start();
    const letGo = holdRooms();
    const opening = studio.openSaved('attic');
    await elsewhere.removeRoom('attic');
    tell({ kind: 'rooms', change: { ...removed, entry: 1 } });
    letGo();
    await opening;
    await settled();
    expect([address.room, studio.savedName.value]).toEqual([undefined, undefined]);
    expect(studio.document.value.settings).toEqual({ bars: 5 });
    await studio.restoreRoom(1);
    expect(address.room).toEqual(attic);
  });

  it('stays open where the removed rooms are deleted for good', async () => {
    const { studio, address } = await openAttic();
    await studio.removeRoom('attic');
    expect(await studio.emptyRemovedRooms()).toMatchObject({ isDone: true });
    expect(studio.session.studio.value).toMatchObject({ saved: [], removedRooms: [] });
    expect(studio.document.value.settings).toEqual({ bars: 9 });
    await studio.save('attic');
    expect(address.room).toEqual(attic);
  });

  it('is known to be removed where that was done while the server could not say so', async () => {
    const { studio, address, tell, elsewhere } = await openAttic();
    tell({ kind: 'hello', run: 'a' });
    await elsewhere.removeRoom('attic');
    tell({ kind: 'hello', run: 'a' });
    await settled();
    expect([address.room, studio.savedName.value]).toEqual([undefined, undefined]);
  });

  it('is saved again without a word, under its new name too', async () => {
    const { studio } = await openAttic();
    expect(await studio.save('attic')).toBeUndefined();
    studio.set({ bars: 10 });
    await studio.renameRoom('attic', 'loft');
    expect(await studio.save('loft')).toBeUndefined();
    expect(studio.session.notice.value?.text).toBe('Saved as loft.');
  });

  it('is not replaced where another tab saved it meanwhile, until that is asked for', async () => {
    const { studio, elsewhere, failOnce } = await openAttic();
    await elsewhere.save('attic', { room: 'x', document: {}, revision: '0' });
    // What is opened again on the server is the document of this tab, and not what the other has saved.
    failOnce('gone');
    studio.set({ bars: 10 });
    await settled();
    const failure = await studio.save('attic');
    expect(failure).toMatchObject({ isChanged: true });
    expect(failure?.line).toContain('saved elsewhere meanwhile');
    expect(studio.isChanged.value).toBe(true);
    expect(await studio.save('attic', { mayReplace: true })).toBeUndefined();
    expect(studio.session.notice.value?.text).toBe(
      'Saved as attic. The room that it replaced waits under Removed.',
    );
    expect(studio.isChanged.value).toBe(false);
    expect(await studio.save('attic')).toBeUndefined();
  });

  it('is not replaced by a room that was saved under another name, or under none', async () => {
    const { studio } = openFakeStudio();
    await studio.start();
    expect(await studio.save('attic')).toMatchObject({ isChanged: true });
    expect(await studio.save('loft')).toBeUndefined();
    expect(await studio.save('attic')).toMatchObject({ isChanged: true });
  });

  it('stays what it was where the server refuses', async () => {
    const { studio, address, failOnce } = await openAttic();
    failOnce('usage');
    expect(await studio.renameRoom('attic', 'x')).toEqual({ isDone: false, complaint: 'usage' });
    failOnce('input');
    expect(await studio.removeRoom('attic')).toEqual({ isDone: false, complaint: 'input' });
    expect(address.room).toEqual(attic);
  });
});
