import { describe, expect, it } from 'vitest';
import { applyEdits, insidePhoto } from '../../../src/studio/document/boxEdits.js';
import {
  EMPTY_DOCUMENT,
  lanesHeard,
  mixOf,
  withInstrument,
  withMix,
  withSettings,
} from '../../../src/studio/document/document.js';
import { seenId } from '../../../src/studio/document/seenId.js';
import {
  change,
  endGesture,
  openHistory,
  redo,
  undo,
} from '../../../src/studio/page/state/document/history.js';
import { openLatestRequest } from '../../../src/studio/page/state/latestRequest.js';

describe('history', () => {
  it('goes back and forth, and forgets what lies ahead once something else is done', () => {
    let history = openHistory(0);
    for (const value of [1, 2, 3]) history = change(history, value);
    history = undo(undo(history));
    expect(history.present).toBe(1);
    history = redo(history);
    expect(history.present).toBe(2);
    history = change(history, 9);
    expect(redo(history).present).toBe(9);
    expect(undo(history).present).toBe(2);
    expect(undo(undo(undo(undo(undo(history))))).present).toBe(0);
  });

  it('takes one gesture back at once, and the next apart from it', () => {
    let history = openHistory(0);
    for (const value of [1, 2, 3]) history = change(history, value, 'bars');
    history = change(history, 4, 'tempo');
    history = endGesture(change(history, 5, 'bars'));
    history = change(history, 6, 'bars');
    const back = [];
    for (; history.past.length > 0; history = undo(history)) back.push(history.present);
    expect(back).toEqual([6, 5, 4, 3]);
  });
});

describe('what a person does to boxes', () => {
  const cup = { label: 'cup', confidence: 0.6, box: { x: 1, y: 2, width: 30, height: 40 } };
  const bowl = { label: 'bowl', confidence: 0.5, box: { x: 50, y: 2, width: 30, height: 40 } };
  const moved = { x: 5, y: 5, width: 9, height: 9 };

  it('moves, names, removes and draws, in that order', () => {
    const boxes = applyEdits(
      [cup, bowl],
      [
        { kind: 'moved', seen: seenId(cup), box: moved },
        { kind: 'named', seen: seenId(cup), name: { label: 'kettle', taught: true } },
        { kind: 'removed', seen: seenId(bowl) },
        { kind: 'drawn', id: 'drawn 1', name: { label: 'clock' }, box: moved },
        { kind: 'moved', seen: 'drawn 1', box: cup.box },
      ],
    );
    expect(boxes).toEqual([
      { id: seenId(cup), label: 'kettle', taught: true, confidence: 0.6, box: moved },
      { id: 'drawn 1', label: 'clock', confidence: 1, box: cup.box },
    ]);
  });

  it('is not doubled once what was drawn is seen by itself', () => {
    const name = { label: 'kettle', taught: true } as const;
    const edits = [{ kind: 'drawn', id: 'drawn 1', name, box: cup.box }] as const;
    const kettle = { ...name, confidence: 0.8, box: { ...cup.box, width: cup.box.width + 2 } };
    expect(applyEdits([kettle], edits).map(({ confidence }) => confidence)).toEqual([0.8]);
    expect(applyEdits([cup], edits).map(({ label }) => label)).toEqual(['cup', 'kettle']);
  });

  it('stays when the confidence lets more in, and waits for what it lets out', () => {
    const edits = [{ kind: 'moved', seen: seenId(bowl), box: moved }] as const;
    expect(applyEdits([cup], edits).map(({ box }) => box)).toEqual([cup.box]);
    expect(applyEdits([cup, bowl], edits).map(({ box }) => box)).toEqual([cup.box, moved]);
  });

  it.each([
    [
      { x: -4, y: 3.4, width: 10.6, height: 5 },
      { x: 0, y: 3, width: 11, height: 5 },
    ],
    [
      { x: 95, y: 77, width: 10, height: 10 },
      { x: 90, y: 70, width: 10, height: 10 },
    ],
    [
      { x: 3, y: 3, width: -2, height: 900 },
      { x: 3, y: 0, width: 1, height: 80 },
    ],
  ])('keeps %j inside the photo', (box, inside) => {
    expect(insidePhoto(box, { width: 100, height: 80 })).toEqual(inside);
  });
});

describe('the document', () => {
  it('is heard as it is mixed, and solo goes before it', () => {
    const document = withMix(withMix(EMPTY_DOCUMENT, 'a', { isMuted: true }), 'b', { gainDb: -20 });
    const lanes = ['a', 'b', 'c'];
    expect(lanesHeard(document, lanes, new Set())).toEqual([0, 0.1, 1]);
    expect(lanesHeard(document, lanes, new Set(['b', 'a']))).toEqual([0, 0.1, 0]);
    // A solo of a lane that the piece has no more silences nothing.
    expect(lanesHeard(document, lanes, new Set(['gone']))).toEqual([0, 0.1, 1]);
    expect(mixOf(document, 'c')).toEqual({ isMuted: false, gainDb: 0, pan: 0 });
  });

  it('keeps the instrument that was chosen for an object until it has its own again', () => {
    const violin = withInstrument(EMPTY_DOCUMENT, 'mug', 'violin');
    const both = withInstrument(violin, 'clock', 'celesta');
    expect(both.settings).toEqual({ instruments: { mug: 'violin', clock: 'celesta' } });
    expect(withInstrument(both, 'clock', undefined)).toEqual(violin);
    expect(withInstrument(violin, 'mug', undefined)).toEqual(EMPTY_DOCUMENT);
  });

  it('forgets a setting that goes back to its default', () => {
    const document = withSettings(withSettings(EMPTY_DOCUMENT, { bars: 8, seed: 3 }), {
      bars: undefined,
    });
    expect(document.settings).toEqual({ seed: 3 });
  });
});

describe('requests of which only the latest counts', () => {
  it('are one at a time, and of those that wait the newest', async () => {
    const asked: number[] = [];
    let answer = () => {};
    const request = openLatestRequest(
      (n: number) =>
        new Promise<void>((resolve) => {
          asked.push(n);
          answer = resolve;
        }),
    );
    for (const n of [1, 2, 3]) request(n);
    expect(asked).toEqual([1]);
    answer();
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).toEqual([1, 3]);
    answer();
    await new Promise((resolve) => setTimeout(resolve));
    request(4);
    expect(asked).toEqual([1, 3, 4]);
  });
});
