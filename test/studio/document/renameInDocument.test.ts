import { describe, expect, it } from 'vitest';
import { applyEdits, drawnId, seenId } from '../../../src/studio/document/boxEdits.js';
import { type Document, EMPTY_DOCUMENT } from '../../../src/studio/document/document.js';
import { renameInDocument } from '../../../src/studio/document/renameInDocument.js';

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
