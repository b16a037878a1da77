import { describe, expect, it } from 'vitest';
import type { PlayerEvent } from '../../../src/studio/page/engine/player.js';
import { cup, openFakeStudio, settled } from './fakeStudio.js';

const place = (ticks: number, seek: number): PlayerEvent => ({
  kind: 'place',
  piece: 1,
  ticks,
  isPlaying: true,
  time: 0,
  seek,
  levels: [],
});

describe('the state of the studio', () => {
  it('composes the sample at the start, and again with each setting, undone ones too', async () => {
    const { studio, asked, said } = openFakeStudio();
    await studio.start();
    await settled();
    studio.set({ bars: 8 }, 'bars');
    studio.set({ bars: 9 }, 'bars');
    await settled();
    studio.endGesture();
    studio.rollDie();
    await settled();
    studio.undo();
    await settled();
    studio.undo();
    await settled();
    expect(
      asked.filter((each, i) => JSON.stringify(each) !== JSON.stringify(asked[i + 1])),
    ).toEqual(expect.arrayContaining([{}, { bars: 9 }, { bars: 9, seed: 7 }]));
    expect(asked.at(-1)).toEqual({});
    expect(said.filter((each) => (each as string[])[0] === 'load').length).toBe(asked.length);
  });

  it('silences what is muted and what is not solo, and composes nothing for it', async () => {
    const { studio, asked, said } = openFakeStudio();
    await studio.start();
    await settled();
    const before = asked.length;
    studio.mute('mug');
    await settled();
    expect(said.at(-1)).toEqual(['mix', [{ midiChannel: 3, gain: 0, pan: 0 }]]);
    studio.undo();
    studio.gain('mug', -20);
    await settled();
    expect(said.at(-1)).toEqual(['mix', [{ midiChannel: 3, gain: 0.1, pan: 0 }]]);
    studio.pan('mug', -0.5);
    await settled();
    expect(said.at(-1)).toEqual(['mix', [{ midiChannel: 3, gain: 0.1, pan: -0.5 }]]);
    expect(asked.length).toBe(before);
  });

  it('sends the boxes once one is changed, and knows which lane answers it', async () => {
    const { studio, asked } = openFakeStudio();
    await studio.start();
    await settled();
    const [box] = studio.boxes.value;
    expect(studio.session.answers.value.get(box?.id as string)).toBe(0);
    studio.editBox({ kind: 'moved', seen: box?.id as string, box: { ...cup.box, x: 9 } });
    await settled();
    expect(asked.at(-1)).toEqual({ detections: [{ ...cup, box: { ...cup.box, x: 9 } }] });
    studio.editBox({ kind: 'removed', seen: box?.id as string });
    await settled();
    expect(asked.at(-1)).toEqual({ detections: [] });
  });

  it('has no piece once the last box is taken away, says why, and undo brings it back', async () => {
    const { studio, said, hear } = openFakeStudio();
    await studio.start();
    await settled();
    hear({ kind: 'place', piece: 1, ticks: 0, isPlaying: true, time: 0, levels: [], seek: 0 });
    const [box] = studio.boxes.value;
    studio.editBox({ kind: 'removed', seen: box?.id as string });
    await settled();
    expect(studio.session.piece.value).toBeUndefined();
    expect(studio.boxes.value).toEqual([]);
    expect(said.at(-1)).toEqual(['pause']);
    expect(studio.session.notice.value?.text).toMatch(/^All boxes of this photo were taken away/);
    studio.undo();
    await settled();
    expect(studio.session.piece.value?.tracks).toHaveLength(1);
    expect(studio.session.notice.value).toBeUndefined();
  });

  it('says where a note comes from, and asks once for each piece', async () => {
    const { studio, failOnce } = openFakeStudio();
    await studio.start();
    await settled();
    failOnce('failed');
    studio.chooseNote(0, 0);
    await settled();
    expect([studio.noteOrigin.value, studio.session.notice.value?.text]).toEqual([
      undefined,
      'failed',
    ]);
    studio.chooseNote(0, 0);
    await settled();
    expect(studio.noteOrigin.value).toEqual({
      file: 'take.mid',
      seconds: 1.5,
      runLength: 3,
      box: 0,
    });
    studio.rollDie();
    await settled();
    expect([studio.session.chosenNote.value, studio.noteOrigin.value]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('teaches all boxes of a name, and leaves what it says of it on the page', async () => {
    const { studio, failOnce } = openFakeStudio();
    await studio.start();
    await settled();
    const name = { label: 'kettle', taught: true } as const;
    studio.editBox({ kind: 'drawn', id: 'a', name, box: cup.box });
    await settled();
    await studio.teach('kettle');
    const said = { kind: 'note', text: expect.stringContaining('taught from 1 photo') };
    expect(studio.session.notice.value).toMatchObject(said);
    await studio.openAgain();
    await settled();
    expect(studio.session.notice.value).toMatchObject(said);
    failOnce('failed');
    await studio.teach('kettle');
    expect(studio.session.notice.value).toEqual({ kind: 'error', text: 'failed' });
    expect(studio.session.busy.value).toBeUndefined();
  });

  it('does not let the playhead jump back to where it was before a seek', async () => {
    const { studio, said, hear } = openFakeStudio();
    await studio.start();
    await settled();
    hear(place(100, 0));
    studio.seek(960);
    expect(studio.session.place.value.ticks).toBe(960);
    await settled();
    expect(said.at(-1)).toEqual(['seek', 960, 1]);
    hear(place(120, 0));
    expect(studio.session.place.value.ticks).toBe(960);
    hear(place(965, 1));
    expect(studio.session.place.value.ticks).toBe(965);
  });

  it('keeps what was made of a room when the server was started anew, and not for another photo', async () => {
    const { studio, asked, tell, failOnce } = openFakeStudio();
    await studio.start();
    tell({ kind: 'hello', run: 'one' });
    await settled();
    studio.set({ bars: 8 });
    await settled();
    failOnce('gone');
    studio.set({ tempoBpm: 90 });
    await settled();
    expect(studio.session.room.value?.room).toBe('2');
    expect(asked.at(-1)).toEqual({ bars: 8, tempoBpm: 90 });
    tell({ kind: 'hello', run: 'two' });
    await settled();
    expect(studio.session.room.value?.room).toBe('3');
    expect(studio.document.value.settings).toEqual({ bars: 8, tempoBpm: 90 });
    void studio.openSample('bedroom');
    await settled();
    studio.leave();
    await settled();
    expect(asked.at(-1)).toEqual({});
    expect(studio.canUndo.value).toBe(false);
  });

  it('asks before a room that was changed and not saved makes room for another', async () => {
    const { studio } = openFakeStudio();
    await studio.start();
    await settled();
    studio.set({ bars: 8 });
    await settled();
    const opening = studio.openSample('bedroom');
    await settled();
    expect(studio.isLeaving.value).toBe(true);
    expect(studio.session.room.value?.room).toBe('1');
    studio.stay();
    await opening;
    expect(studio.session).toMatchObject({
      room: { value: { room: '1' } },
      busy: { value: undefined },
    });
    expect(studio.document.value.settings).toEqual({ bars: 8 });
    await studio.save('attic', { mayReplace: true });
    await studio.openSample('bedroom');
    expect(studio.isLeaving.value).toBe(false);
    expect(studio.session.room.value?.room).toBe('3');
  });

  it('lets a third room take over the question whether this one may be left', async () => {
    const { studio, address } = openFakeStudio();
    await studio.start();
    await settled();
    studio.set({ bars: 8 });
    const [second, third] = [studio.openSample('bedroom'), studio.openSample('study')];
    await settled();
    studio.leave();
    await Promise.all([second, third]);
    expect(address.room).toEqual({ kind: 'sample', name: 'study' });
  });

  it('opens the room of its address, and keeps there which one is open', async () => {
    const { studio, address } = openFakeStudio({ place: { kind: 'saved', name: 'attic' } });
    await studio.start();
    await settled();
    expect(studio.document.value.settings).toEqual({ bars: 5 });
    await studio.openSample('bedroom');
    expect(address.room).toEqual({ kind: 'sample', name: 'bedroom' });
    await studio.openPhoto(new File([new Uint8Array(1)], 'cellar.jpg'));
    expect(address.room).toBeUndefined();
    await studio.save('cellar');
    expect(address.room).toEqual({ kind: 'saved', name: 'cellar' });
  });

  it('keeps the room that it shows, and opens it again with what was made of it as one change', async () => {
    const before = openFakeStudio();
    await before.studio.start();
    const file = new File([new Uint8Array(1)], 'cellar.jpg');
    await before.studio.openPhoto(file);
    before.studio.set({ bars: 8 });
    before.studio.mute('mug');
    const last = before.kept.room;
    expect(last).toMatchObject({
      source: { file },
      unsaved: { document: { settings: { bars: 8 } }, base: { settings: {}, mix: {} } },
    });
    const { studio, asked, kept } = openFakeStudio({ last });
    await studio.start();
    await settled();
    expect(studio.document.value).toEqual(last?.unsaved?.document);
    expect(asked).toEqual([{ bars: 8 }]);
    expect(studio.isChanged.value).toBe(true);
    expect(kept.room?.source).toEqual(last?.source);
    studio.undo();
    expect(studio.isChanged.value).toBe(false);
    expect(studio.canUndo.value).toBe(false);
  });

  const attic = { kind: 'saved', name: 'attic' } as const;
  const dropped =
    'This room was saved elsewhere meanwhile and is shown as it is saved. What was changed in this tab and not saved is dropped.';
  it.each<[string, number | undefined, number, number, boolean, string | undefined]>([
    [
      'as it was saved meanwhile, where this tab changed nothing',
      undefined,
      6,
      6,
      false,
      undefined,
    ],
    ['as it was saved meanwhile, and says that changes are dropped', 8, 6, 6, false, dropped],
    ['with the changes of this tab, where it was not saved meanwhile', 8, 5, 8, true, undefined],
    ['as it was saved with the very changes of this tab', 8, 8, 8, false, undefined],
  ])('opens a saved room again %s', async (_, set, saved, bars, isChanged, said) => {
    const before = openFakeStudio({ place: attic });
    await before.studio.start();
    if (set !== undefined) before.studio.set({ bars: set });
    const savedDocument = { settings: { bars: saved } };
    const { studio } = openFakeStudio({ place: attic, last: before.kept.room, savedDocument });
    await studio.start();
    await settled();
    expect(studio.document.value.settings).toEqual({ bars });
    expect(studio.isChanged.value).toBe(isChanged);
    expect(studio.session.notice.value?.text).toBe(said);
  });

  it('keeps changes of a saved room whose object was renamed since it was saved', async () => {
    const savedDocument = { settings: { bars: 5, instruments: { kettle: 'violin' } } };
    const before = openFakeStudio({ place: attic, savedDocument });
    await before.studio.start();
    await before.rename({ kettle: 'samovar' });
    before.studio.set({ bars: 8 });
    const last = before.kept.room;
    const { studio, rename } = openFakeStudio({ place: attic, last, savedDocument });
    await rename({ kettle: 'samovar' });
    await studio.start();
    const settings = { bars: 8, instruments: { samovar: 'violin' } };
    expect(studio.document.value.settings).toEqual(settings);
    expect(studio.isChanged.value).toBe(true);
  });

  const unsaved = { document: { settings: { bars: 6 } }, base: {} };
  it.each<[string, Parameters<typeof openFakeStudio>[0], object, boolean]>([
    ['a saved room without changes', { last: { source: attic } }, { bars: 5 }, false],
    [
      'the room of the address, where that is another',
      {
        place: attic,
        last: { source: { kind: 'sample', name: 'kitchen' }, unsaved },
      },
      { bars: 5 },
      false,
    ],
    [
      'the first sample, where the room is no longer there',
      { last: { source: { kind: 'saved', name: 'gone' }, unsaved } },
      {},
      false,
    ],
  ])('opens %s', async (_, given, settings, isChanged) => {
    const { studio } = openFakeStudio(given);
    await studio.start();
    await settled();
    expect(studio.document.value.settings).toEqual(settings);
    expect(studio.isChanged.value).toBe(isChanged);
  });

  it('says why a room was not saved, and keeps it as changed', async () => {
    const { studio, address, failOnce } = openFakeStudio();
    await studio.start();
    await settled();
    studio.set({ bars: 8 });
    await settled();
    failOnce('unreachable');
    expect(await studio.save('loft')).toEqual({
      line: 'Nothing was saved. unreachable',
      isChanged: false,
    });
    expect(studio.isChanged.value).toBe(true);
    expect(address.room).toEqual({ kind: 'sample', name: 'kitchen' });
    expect(await studio.save('loft')).toBeUndefined();
    expect(studio.isChanged.value).toBe(false);
  });

  it('opens the first sample where the room of its address is no longer there', async () => {
    const { studio, address } = openFakeStudio({ place: { kind: 'saved', name: 'gone' } });
    await studio.start();
    expect(address.room).toEqual({ kind: 'sample', name: 'kitchen' });
  });

  it('finds what was made for an object that has another name now, also where it is undone', async () => {
    const { studio, rename } = openFakeStudio();
    await studio.start();
    await settled();
    const box = { x: 1, y: 2, width: 3, height: 4 };
    const name = { label: 'kettle', taught: true } as const;
    studio.editBox({ kind: 'drawn', id: 'drawn 1', name, box });
    studio.chooseInstrument('kettle', 'violin');
    studio.mute('kettle 2');
    await settled();
    await rename({ kettle: 'samovar' });
    const drawn = { kind: 'drawn', id: 'drawn 1', name: { label: 'samovar', taught: true }, box };
    expect(studio.document.value).toMatchObject({
      settings: { instruments: { samovar: 'violin' } },
      edits: [drawn],
      mix: { 'samovar 2': { isMuted: true } },
    });
    studio.undo();
    studio.undo();
    expect(studio.document.value).toMatchObject({ settings: {}, edits: [drawn], mix: {} });
  });

  it('opens a room again that made room for others on the server, before it is saved or taken away', async () => {
    const { studio, failOnce } = openFakeStudio();
    await studio.start();
    await settled();
    failOnce('gone');
    expect(await (await studio.takeAway('mid'))?.text()).toBe('2');
    await settled();
    failOnce('gone');
    await studio.save('attic', { mayReplace: true });
    expect(studio.session.room.value?.room).toBe('3');
    await settled();
    expect(studio.session.notice.value?.kind).not.toBe('error');
  });

  it('does not open the room before again while another photo is on its way', async () => {
    const { studio, failOnce } = openFakeStudio();
    await studio.start();
    await settled();
    failOnce('gone');
    studio.set({ bars: 8 });
    void studio.openSample('bedroom');
    await settled();
    studio.leave();
    await settled();
    expect(studio.session.room.value?.room).toBe('2');
    expect(studio.document.value.settings).toEqual({});
  });

  it('asks again where another page that has the room open came in between', async () => {
    const { studio, asked, failOnce } = openFakeStudio();
    await studio.start();
    await settled();
    failOnce('aborted');
    studio.set({ bars: 8 });
    await settled();
    expect(asked.slice(-2)).toEqual([{ bars: 8 }, { bars: 8 }]);
    expect(studio.session.loadedPiece.value).toBe(2);
  });

  it('opens a saved room with what was made of it', async () => {
    const { studio, asked } = openFakeStudio();
    await studio.start();
    await settled();
    await studio.openSaved('attic');
    await settled();
    expect(asked.at(-1)).toEqual({ bars: 5 });
    expect(studio.canUndo.value).toBe(false);
    await studio.save('attic');
    expect(studio.session.notice.value).toEqual({ kind: 'note', text: 'Saved as attic.' });
  });

  it('says at once that a photo is too large, and sends nothing', async () => {
    const { studio } = openFakeStudio();
    await studio.start();
    await studio.openPhoto(new File([new Uint8Array(11)], 'large.jpg'));
    expect(studio.session.notice.value?.text).toContain('large.jpg has 0 MB');
    expect(studio.session.room.value?.room).toBe('1');
  });

  it('tells what is auditioned and where it is, until it is over or another takes its place', async () => {
    const { studio, said, hear } = openFakeStudio();
    await studio.start();
    await settled();
    const { auditioned } = studio.session;
    const audition = (piece: number, ticks: number, isOver = false): PlayerEvent => ({
      kind: 'audition',
      piece,
      ticks,
      time: 2,
      isOver,
    });
    const notes = [60, 0, 480, 80];
    const settings = { program: 11, tempoBpm: 90 };
    const first = studio.audition(notes, { ...settings, name: 'take-1.mid' });
    expect(auditioned.value).toMatchObject({ id: first, name: 'take-1.mid', ticks: 0 });
    await settled();
    expect(said.at(-1)).toEqual(['audition', first, false]);
    hear(audition(first, 120));
    expect(auditioned.value).toMatchObject({ ticks: 120, lengthTicks: 480, time: 2 });
    const second = studio.audition(notes, settings);
    hear(audition(first, 200));
    hear(audition(first, 0, true));
    expect(auditioned.value).toMatchObject({ id: second, name: '', ticks: 0 });
    const third = studio.audition(notes, { ...settings, isNext: true });
    expect(auditioned.value?.id).toBe(second);
    hear(audition(second, 0, true));
    expect(auditioned.value?.id).toBe(second);
    hear(audition(third, 7));
    expect(auditioned.value).toMatchObject({ id: third, ticks: 7 });
    studio.endAudition();
    hear(audition(third, 0, true));
    expect(auditioned.value).toBeUndefined();
    await settled();
    expect(said.at(-1)).toEqual(['endAudition']);
  });

  it('composes anew with a take-off that is kept on the pad, and undo takes it back', async () => {
    const { studio, asked } = openFakeStudio();
    await studio.start();
    await settled();
    await studio.pad.open('mug', undefined);
    await studio.pad.keep();
    await settled();
    expect(studio.document.value.takeOffs).toEqual({ mug: { x: 0.3, y: 0.4, latent: [0.5] } });
    expect(asked.at(-1)).toEqual({ takeOffs: { mug: [0.5] } });
    studio.undo();
    await settled();
    expect(asked.at(-1)).toEqual({});
    studio.redo();
    await settled();
    studio.pad.forget();
    await settled();
    expect(asked.at(-1)).toEqual({});
  });

  it('does not send the take-off of an object that the collection has no more', async () => {
    const { studio, asked } = openFakeStudio();
    await studio.start();
    await studio.pad.open('pot', undefined);
    await studio.pad.keep();
    await settled();
    expect(asked.at(-1)).toEqual({});
  });
});
