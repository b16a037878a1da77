import { describe, expect, it } from 'vitest';
import { type DecoderFiles, loadDecoder, saveDecoder } from '../../src/autoencoder/decoderFile.js';
import { MirrorError } from '../../src/errors.js';
import { sha256Of } from '../../src/files/checksum.js';
import { seededRandom } from '../../src/math/random.js';
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
    [
      'a beat in a tempo that music has not',
      'recordings.0.beatTempi',
      [90, 1001],
      /4 to 1000 in «recordings\.beatTempi».*1001/,
    ],
    ['no beats at all', 'recordings.0.beatTempi', [], /a tempo in «recordings\.beatTempi»/],
    [
      'more beats than are kept',
      'recordings.0.beatTempi',
      Array.from({ length: 4001 }, () => 90),
      /«recordings\.beatTempi»/,
    ],
    [
      'more beats of all recordings than are kept',
      'recordings',
      ['a.mid', 'b.mid'].map((name) => ({
        name,
        sha256: name,
        share: 0.5,
        tempoBpm: 90,
        beatTempi: Array.from({ length: 2001 }, () => 90),
      })),
      /4000 tempi at most in «recordings\.beatTempi».*received 4002 in all/,
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
  ])('%s', (_, path, value, line) => {
    const broken = withField(path, value);
    expect(() => loadDecoder(broken)).toThrowError(MirrorError);
    expect(() => loadDecoder(broken)).toThrowError(line);
  });

  it('a decoder of the other kind under its name', () => {
    const seed = saveDecoder(tinyDecoder('seed', { object: 'kettle', recordings: RECORDINGS }));
    const asPhrase = seed.json
      .replace('"kind":"seed"', '"kind":"phrase"')
      .replace('"version":3', '"version":5');
    expect(() => loadDecoder({ ...seed, json: asPhrase })).toThrow('«sizes.hidden»');
    const asSeed = files.json
      .replace('"kind":"phrase"', '"kind":"seed"')
      .replace('"version":5', '"version":3');
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
    ['an older', 4],
    ['a newer', 6],
  ])('is stale: %s version of the program made it', (age, version) => {
    const stale = withJson((json) => {
      json.version = version;
      delete json.recordings;
    });
    expect(() => loadDecoder(stale)).toThrow(
      expect.objectContaining({
        code: 'stale',
        message: `Expected a decoder of format 5 but received one of format ${version}, which ${age} version of this program made. Train the object again.`,
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
