import { describe, expect, it } from 'vitest';
import { type DecoderFiles, loadDecoder, saveDecoder } from '../../src/autoencoder/decoderFile.js';
import { sha256Of } from '../../src/checksum.js';
import { MirrorError } from '../../src/errors.js';
import { FIELDS, type Field, MOST_SYMBOLS } from '../../src/events/vocabulary.js';
import { seededRandom } from '../../src/random.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';

const RECORDINGS = ['Café.mid', 'b.mid', 'c.mid'].map((name) => ({ name, sha256: name }));
const files = saveDecoder(tinyDecoder('phrase', { object: 'kettle', recordings: RECORDINGS }));
type Json = ReturnType<typeof JSON.parse>;

/** decoder.json with one thing changed. */
function withJson(change: (json: Json) => void): DecoderFiles {
  const json = JSON.parse(files.json);
  change(json);
  return { ...files, json: JSON.stringify(json) };
}

/** decoder.json with another value of a field, named from the outside in: `recordings.0.share`. */
function withField(path: string, value: unknown): DecoderFiles {
  return withJson((json) => {
    const names = path.split('.');
    const last = names.pop() as string;
    names.reduce((record, name) => record[name], json)[last] = value;
  });
}

/** weights.bin with one number changed, and the checksum that belongs to it. */
function withWeight(value: number): DecoderFiles {
  const weights = files.weights.slice();
  new DataView(weights.buffer).setFloat32(4 * 100, value, true);
  return {
    ...withJson((json) => {
      json.weights.sha256 = sha256Of(weights);
    }),
    weights,
  };
}

describe('loadDecoder refuses', () => {
  it.each<[string, () => DecoderFiles, RegExp]>([
    ['a json cut short', () => ({ ...files, json: files.json.slice(0, 500) }), /cut short/],
    ['an empty json', () => ({ ...files, json: '' }), /cut short/],
    ['a json that is a list', () => ({ ...files, json: '[]' }), /a record/],
    ['weights cut short', () => ({ ...files, weights: files.weights.slice(0, -4) }), /bytes/],
    [
      'other weights of the same length',
      () => ({ ...files, weights: new Uint8Array(files.weights.length) }),
      /checksum/,
    ],
    ['weights that are not a number', () => withWeight(Number.NaN), /«\w+» holds NaN or infinity/],
    ['weights without bound', () => withWeight(-Infinity), /«\w+» holds NaN or infinity/],
  ])('%s', (_, make, line) => {
    expect(() => loadDecoder(make())).toThrowError(MirrorError);
    expect(() => loadDecoder(make())).toThrowError(line);
  });

  it.each<[string, string, unknown, RegExp]>([
    ['an unknown kind', 'kind', 'wave', /kind phrase or seed/],
    ['a version that is none', 'version', 2.5, /1 to 1000000 in «version»/],
    ['a record for a format', 'format', { toString: 1 }, /a record/],
    ['a line break in a format', 'format', 'a\nb', /a\\nb/],
    ['no training summary', 'training', undefined, /training/],
    [
      'more right than all',
      'training.reconstruction.chord',
      1.5,
      /0 to 1 in «training\.reconstruction»/,
    ],
    [
      'a prediction that is no record',
      'training.prediction',
      [0.5],
      /a record in «training\.prediction»/,
    ],
    [
      'a tempo that music has not',
      'recordings.0.tempoBpm',
      0,
      /4 to 1000 in «recordings\.tempoBpm»/,
    ],
    [
      'a recording without a tempo, which a free one says by null',
      'recordings.0.tempoBpm',
      undefined,
      /«recordings\.tempoBpm».*nothing/,
    ],
    ['a share beyond the whole', 'recordings.0.share', 1.01, /0 to 1 in «recordings\.share»/],
    ['sizes that would take all memory', 'sizes.hidden', 1e9, /sizes\.hidden/],
    ['sizes that are no numbers', 'sizes.window', '16', /sizes\.window/],
    ['half an embedding', 'sizes.embedding', 4.5, /sizes\.embedding/],
    ['a latent of no numbers', 'sizes.latent', 0, /1 to 64 in «sizes\.latent»/],
    ['sizes that are not those of the weights', 'sizes.latent', 4, /weights\.bin of \d+ bytes/],
    [
      'symbols that are not those of the weights',
      'vocabulary.interOnset',
      [6, 12, 18, 24],
      /weights\.bin of \d+ bytes/,
    ],
    ['a bar of no beats', 'timeSignature.beats', 0, /timeSignature/],
    ['a bar off the grid', 'timeSignature', { beats: 1, beatUnit: 64 }, /timeSignature.*1\/64/],
    ['a bar of two minutes', 'timeSignature', { beats: 64, beatUnit: 1 }, /timeSignature/],
    ['a beat that MIDI cannot write', 'timeSignature', { beats: 7, beatUnit: 7 }, /timeSignature/],
    ['no vocabulary', 'vocabulary', undefined, /a record in «vocabulary».*nothing/],
    ['a vocabulary that is a list', 'vocabulary', [[60]], /a list of 1/],
    ['no sequences', 'sequences', undefined, /a record in «sequences».*nothing/],
    ['the sequences of an older format', 'sequences', [[[0, 12]]], /a record in «sequences»/],
    [
      'a chord that is not there',
      'sequences.events.0',
      [[999, 0]],
      /0 to 2 in «sequences\.events»/,
    ],
    ['events of no chord at all', 'sequences.chords', [], /0 to -1 in «sequences\.events»/],
    ['a silence of an hour', 'sequences.events.0.0.1', 385, /0 to 384 in «sequences\.events»/],
    ['half an event', 'sequences.events.0', [[0]], /sequences\.events.*nothing/],
    ['an event and a half', 'sequences.events.0', [[0, 0, 0]], /at most 2 in «sequences\.events»/],
    [
      'more events than a decoder keeps',
      'sequences.events.2',
      Array.from({ length: 20_000 }, () => [0, 0]),
      /at most 9996 in «sequences\.events»/,
    ],
    [
      'a chord whose notes do not rise',
      'sequences.chords.0',
      [57, 50],
      /rising values in «sequences\.chords»/,
    ],
    ['a chord without notes', 'sequences.chords.0', [], /«sequences\.chords»/],
  ])('%s', (_, path, value, line) => {
    const broken = withField(path, value);
    expect(() => loadDecoder(broken)).toThrowError(MirrorError);
    expect(() => loadDecoder(broken)).toThrowError(line);
  });

  it.each<[Field, unknown, string]>([
    ['pitch', 128, '0 to 127'],
    ['interOnset', 385, '0 to 384'],
    ['interOnset', -1, '0 to 384'],
    // Bars of 3/4 have 36 steps.
    ['metricalPosition', 36, '0 to 35'],
    ['duration', 0, '1 to 30720'],
    ['velocity', 0, '1 to 127'],
    ['microtiming', 41, '-40 to 40'],
    ['noteVelocity', 127, '-126 to 126'],
    ['noteDuration', -33, '-32 to 32'],
    ['pitch', 60.5, '0 to 127'],
    ['velocity', '64', '1 to 127'],
    ['duration', null, '1 to 30720'],
  ])('a vocabulary whose %s is %j', (field, value, range) => {
    const broken = withField(`vocabulary.${field}.0`, value);
    expect(() => loadDecoder(broken)).toThrow(`from ${range} in «vocabulary.${field}»`);
  });

  it.each(FIELDS)('a vocabulary without %s, empty, endless, falling or twice the same', (field) => {
    const values = JSON.parse(files.json).vocabulary[field] as number[];
    const most = MOST_SYMBOLS[field];
    for (const [broken, line] of [
      [undefined, `a list of at most ${most} in «vocabulary.${field}»`],
      [{ 0: values[0] }, `a list of at most ${most}`],
      [[], 'at least one value'],
      [new Array(most + 1).fill(values[0]), `a list of at most ${most}`],
      [[...values].reverse(), 'rising values'],
      [[values[0], values[0]], 'rising values'],
    ] as const) {
      const changed = withField(`vocabulary.${field}`, broken);
      expect(() => loadDecoder(changed)).toThrow(line);
    }
  });

  it('a decoder of the other kind under its name', () => {
    const seed = saveDecoder(tinyDecoder('seed', { object: 'kettle', recordings: RECORDINGS }));
    const asPhrase = seed.json
      .replace('"kind":"seed"', '"kind":"phrase"')
      .replace('"version":3', '"version":4');
    expect(() => loadDecoder({ ...seed, json: asPhrase })).toThrow('«sizes.hidden»');
    const asSeed = files.json
      .replace('"kind":"phrase"', '"kind":"seed"')
      .replace('"version":4', '"version":3');
    expect(() => loadDecoder({ ...files, json: asSeed })).toThrow('«dictionary»');
  });

  it('whatever 300 random changes of a byte make of it, without another error or a long wait', () => {
    const random = seededRandom('bytes');
    const json = Buffer.from(files.json);
    let refused = 0;
    for (let i = 0; i < 300; i++) {
      const broken = Buffer.from(json);
      broken[Math.floor(random() * broken.length)] = Math.floor(random() * 256);
      try {
        loadDecoder({ ...files, json: broken.toString('latin1') });
      } catch (error) {
        refused++;
        expect(error).toBeInstanceOf(MirrorError);
        expect((error as Error).message).not.toContain('\n');
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});

describe('a decoder of another format', () => {
  it.each([
    ['an older', 3],
    ['a newer', 5],
  ])('is stale: %s version of the program made it', (age, version) => {
    const stale = withJson((json) => {
      json.version = version;
      delete json.recordings;
    });
    expect(() => loadDecoder(stale)).toThrow(
      expect.objectContaining({
        code: 'stale',
        message: `Expected a decoder of format 4 but received one of format ${version}, which ${age} version of this program made. Train the object again.`,
      }),
    );
  });
});

describe('saving and loading', () => {
  it.each(['phrase', 'seed'] as const)('gives a decoder of kind %s back as it was', (kind) => {
    const tempi = [83.07, null, 4];
    const decoder = tinyDecoder(kind, { object: '冷蔵庫', recordings: RECORDINGS, tempi });
    expect(loadDecoder(saveDecoder(decoder))).toEqual(decoder);
  });

  it('names the arrays of weights.bin in their order, with shapes that fill it', () => {
    const { file, arrays } = JSON.parse(files.json).weights;
    expect(file).toBe('weights.bin');
    const numbers = (arrays as { shape: number[] }[]).map(({ shape }) =>
      shape.reduce((product, length) => product * length),
    );
    expect(4 * numbers.reduce((a, b) => a + b)).toBe(files.weights.length);
    // The half that encodes is not kept.
    const names = (arrays as { name: string }[]).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('encoder') || name.startsWith('latent'))).toEqual(
      [],
    );
    expect(names).toEqual(expect.arrayContaining(['embedding', 'startKernel', 'pitchBias']));
  });

  it('takes over nothing that it does not know', () => {
    const more = withJson((json) => {
      json.more = 1;
      json.sizes.more = 1;
      json.vocabulary.more = [1];
      json.sequences.more = 1;
      json.recordings[0].more = 1;
    });
    expect(loadDecoder(more)).toEqual(loadDecoder(files));
  });
});

describe('a decoder.json that nests without end', () => {
  it('is refused before it takes the memory', () => {
    const files = saveDecoder(tinyDecoder('seed', { object: 'kettle', recordings: [] }));
    const nest = '['.repeat(500_000) + ']'.repeat(500_000);
    const json = files.json.replace('{', `{"more":${nest},`);
    expect(() => loadDecoder({ ...files, json })).toThrow('at most 64 deep');
    const harmless = files.json.replace('{', `{"more":${JSON.stringify(nest)},`);
    expect(loadDecoder({ ...files, json: harmless }).object).toBe('kettle');
  });
});
