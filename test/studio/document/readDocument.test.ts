import { expect, it } from 'vitest';
import { EMPTY_DOCUMENT } from '../../../src/studio/document/document.js';
import { readDocument } from '../../../src/studio/document/readDocument.js';

const box = { x: 1, y: 2, width: 3, height: 4 };
const whole = {
  settings: { bars: 8, seed: 7, harmonise: false, title: 'x', instruments: { mug: 'violin' } },
  edits: [
    { kind: 'moved', seen: 'cup', box },
    { kind: 'removed', seen: 'bowl' },
    { kind: 'named', seen: 'cup', name: { label: 'mug', taught: true } },
    { kind: 'drawn', id: 'drawn', name: { label: 'clock' }, box },
  ],
  mix: { mug: { isMuted: true, gainDb: -3, pan: 0.5 } },
  takeOffs: { mug: { x: 0.3, y: 0.7, latent: [0.5, -1.25] } },
};

it('reads a document as it was saved', () => {
  expect(readDocument(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
});

it.each([undefined, null, 'x', [], { settings: [], edits: {}, mix: 3, takeOffs: 'x' }])(
  'makes an empty one of %j',
  (value) => {
    expect(readDocument(value)).toEqual(EMPTY_DOCUMENT);
  },
);

it('leaves out what is not as a document has it', () => {
  const instruments = { ...whole.settings.instruments, pot: 'gong 9', pan: 3 };
  const odd = {
    settings: { ...whole.settings, bars: 'many', tempoBpm: null, evil: 1, instruments },
    edits: [
      ...whole.edits,
      null,
      { kind: 'moved', seen: 'cup' },
      { kind: 'drawn', box },
      { kind: 'x', seen: 'y' },
    ],
    mix: { ...whole.mix, pot: { isMuted: 1 } },
    takeOffs: {
      ...whole.takeOffs,
      a: { x: 0.3, y: 0.7 },
      b: { x: 0.3, y: 0.7, latent: [] },
      c: { x: 0.3, y: 0.7, latent: [null] },
      d: { x: '0', y: 0.7, latent: [1] },
      e: { x: 0.3, y: 0.7, latent: new Array(65).fill(0) },
      f: 3,
    },
  };
  const { bars: _, ...settings } = whole.settings;
  expect(readDocument(odd)).toEqual({ ...whole, settings });
});
