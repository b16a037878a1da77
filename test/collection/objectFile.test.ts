import { describe, expect, it } from 'vitest';
import { formatObjectFile, parseObjectFile } from '../../src/collection/objectFile.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => bytes(JSON.stringify(value));

describe('object.json', () => {
  it('says who answers to what, on which instrument', () => {
    const file = json({
      name: 'kettle',
      labels: ['cup', 'toaster', 'cup'],
      instrument: 'Music Box',
      text: 'It sings before it boils.',
      mood: ['restless'],
    });
    expect(parseObjectFile(file, 'kettle')).toEqual({
      name: 'kettle',
      labels: ['cup', 'toaster'],
      instrument: 'music box',
      program: 10,
      text: 'It sings before it boils.',
    });
  });

  it('may leave out instrument and text', () => {
    const parsed = parseObjectFile(json({ name: 'kettle', labels: ['cup'] }), 'kettle');
    expect(parsed).toMatchObject({ instrument: 'acoustic grand piano', program: 0, text: '' });
  });

  it('may begin with the mark that Windows editors write', () => {
    const file = bytes(`\ufeff${JSON.stringify({ name: 'kettle', labels: ['cup'] })}`);
    expect(parseObjectFile(file, 'kettle').name).toBe('kettle');
  });

  it('has the name of its folder, however either composes its letters', () => {
    const file = json({ name: 'Caf\u00e9', labels: ['cup'] });
    expect(parseObjectFile(file, 'Cafe\u0301').name).toBe('Caf\u00e9');
  });

  it('comes back as it was when it is written and read, with the keys of others', () => {
    const previous = json({ name: 'kettle', labels: ['cup'], mood: { tempo: 'calm' } });
    const description = {
      name: 'kettle',
      labels: ['wine glass', 'cup'],
      instrument: 'church organ',
      program: 19,
      text: 'Zwei «Töne».',
    };
    const text = formatObjectFile(description, previous);
    expect(parseObjectFile(bytes(text), 'kettle')).toEqual(description);
    expect(JSON.parse(text).mood).toEqual({ tempo: 'calm' });
  });

  it('may list no label, for an object that is taught instead', () => {
    const { labels } = parseObjectFile(json({ name: 'kettle', labels: [] }), 'kettle');
    expect(labels).toEqual([]);
  });

  it.each<[string, Uint8Array, string]>([
    ['is empty', bytes(''), 'Expected JSON'],
    ['is cut short', bytes('{"name": "kettle", "lab'), "or move the object's folder out"],
    ['is a list', json(['kettle']), 'but received ["kettle"]. Correct it, or move the object'],
    ['is null', json(null), 'but received null'],
    ['is not UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), 'Expected JSON'],
    ['has no name', json({ labels: ['cup'] }), '"name" to be text'],
    ['has a number for a name', json({ name: 7, labels: ['cup'] }), '"name" to be text'],
    ['has another name than its folder', json({ name: 'pot', labels: ['cup'] }), '"kettle"'],
    ['has a name that leads away', json({ name: '../kettle', labels: ['cup'] }), 'character /'],
    ['has no labels', json({ name: 'kettle' }), '"labels" to be a list'],
    ['has one label without a list', json({ name: 'kettle', labels: 'cup' }), 'received "cup"'],
    ['has a label that is a number', json({ name: 'kettle', labels: [47] }), 'received 47'],
    ['has an unknown label', json({ name: 'kettle', labels: ['cup', 'toster'] }), 'toaster?'],
    ['has a label every record knows', json({ name: 'kettle', labels: ['toString'] }), 'toString'],
    [
      'hides its labels in a prototype',
      bytes('{"name": "kettle", "__proto__": {"labels": ["cup"]}}'),
      'received nothing',
    ],
    [
      'has an instrument that General MIDI has not',
      json({ name: 'kettle', labels: ['cup'], instrument: 'celesto' }),
      'Did you mean celesta?',
    ],
    [
      'has an instrument every record knows',
      json({ name: 'kettle', labels: ['cup'], instrument: 'constructor' }),
      'General MIDI name',
    ],
    ['has a list for a text', json({ name: 'kettle', labels: ['cup'], text: [] }), '"text"'],
  ])('is refused when it %s', (_, file, complaint) => {
    expect(() => parseObjectFile(file, 'kettle')).toThrow(
      expect.objectContaining({ code: 'input', message: expect.stringContaining(complaint) }),
    );
  });
});
