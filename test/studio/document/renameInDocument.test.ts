import { describe, expect, it } from 'vitest';
import { applyEdits, drawnId } from '../../../src/studio/document/boxEdits.js';
import { type Document, EMPTY_DOCUMENT } from '../../../src/studio/document/document.js';
import { renameInDocument } from '../../../src/studio/document/renameInDocument.js';
import { formerSeenId, seenId } from '../../../src/studio/document/seenId.js';

const cup = { label: 'cup', confidence: 0.6, box: { x: 1, y: 2, width: 30, height: 40 } };
const kettle = { ...cup, label: 'kettle', taught: true } as const;

const documentOf = (edits: Document['edits']): Document => ({ ...EMPTY_DOCUMENT, edits });

describe('a document whose objects have other names now', () => {
  it('knows a taught box by its new name, and one of the detector by its label', () => {
    const document = documentOf([
      { kind: 'removed', seen: seenId(cup) },
      { kind: 'removed', seen: seenId(kettle) },
    ]);
    const now = renameInDocument(document, { cup: 'mug', kettle: 'urn' });
    expect(applyEdits([cup, { ...kettle, label: 'urn' }], now.edits)).toEqual([]);
  });

  it('knows a taught box by its new name also where the name is, or was, a label of the detector', () => {
    // As where the detector calls the thing a cup as well, in a box of the same sides.
    const taughtCup = { ...cup, taught: true } as const;
    const document = documentOf([{ kind: 'removed', seen: seenId(taughtCup) }]);
    const asMug = renameInDocument(document, { cup: 'mug' });
    expect(applyEdits([cup, { ...taughtCup, label: 'mug' }], asMug.edits)).toMatchObject([cup]);
    const asBowl = renameInDocument(asMug, { mug: 'bowl' });
    expect(applyEdits([{ ...taughtCup, label: 'bowl' }], asBowl.edits)).toEqual([]);
    const bowl = { ...cup, label: 'bowl' };
    expect(applyEdits([bowl], asBowl.edits)).toMatchObject([bowl]);
    const asVase = renameInDocument(asBowl, { bowl: 'vase' });
    expect(applyEdits([{ ...taughtCup, label: 'vase' }], asVase.edits)).toEqual([]);
  });

  it('of an earlier version knows a taught box that is called as a label of the detector', () => {
    const taughtCup = { ...cup, taught: true } as const;
    const document = documentOf([{ kind: 'removed', seen: formerSeenId(taughtCup) }]);
    expect(applyEdits([taughtCup], document.edits)).toEqual([]);
    // Where the detector calls the same box so, it is that one.
    expect(applyEdits([cup, taughtCup], document.edits)).toMatchObject([taughtCup]);
  });

  it('has what was drawn, chosen, mixed and kept for an object under its new name, its voices too', () => {
    const box = { x: 5, y: 6, width: 7, height: 8 };
    const name = { label: 'cup', taught: true } as const;
    const mix = { isMuted: true, gainDb: 0, pan: 0 };
    const takeOff = { x: 0.1, y: 0.2, latent: [1] };
    const document: Document = {
      settings: { instruments: { cup: 'celesta' } },
      edits: [{ kind: 'drawn', id: drawnId(box), name, box }],
      mix: { 'cup 2': mix },
      takeOffs: { cup: takeOff },
    };
    expect(renameInDocument(document, { cup: 'mug' })).toEqual({
      settings: { instruments: { mug: 'celesta' } },
      edits: [{ kind: 'drawn', id: drawnId(box), name: { label: 'mug', taught: true }, box }],
      mix: { 'mug 2': mix },
      takeOffs: { mug: takeOff },
    });
  });

  it('is the same document where it names none of them', () => {
    const document = documentOf([{ kind: 'removed', seen: seenId(cup) }]);
    expect(renameInDocument(document, { cup: 'mug' })).toBe(document);
  });
});
