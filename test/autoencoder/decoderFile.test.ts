import { beforeAll, describe, expect, it } from 'vitest';
import type { Decoder } from '../../src/autoencoder/decoder.js';
import { type DecoderFiles, loadDecoder, saveDecoder } from '../../src/autoencoder/decoderFile.js';
import { MirrorError } from '../../src/errors.js';
import { seededRandom } from '../../src/random.js';
import { trainObject } from '../../src/trainObject.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';
import { makePerformance } from './performances.js';

let files: DecoderFiles;
beforeAll(async () => {
  const recording = { name: 'a.mid', sha256: 'a'.repeat(64), performance: makePerformance('a') };
  const decoder: Decoder = await trainObject([recording], { object: 'kettle', backend: 'wasm' });
  files = saveDecoder(decoder);
});

/** decoder.json with one thing changed. */
function withJson(change: (json: ReturnType<typeof JSON.parse>) => void): DecoderFiles {
  const json = JSON.parse(files.json);
  change(json);
  return { ...files, json: JSON.stringify(json) };
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
    [
      'an unknown kind',
      () =>
        withJson((json) => {
          json.kind = 'wave';
        }),
      /kind phrase or seed/,
    ],
    [
      'the other kind',
      () =>
        withJson((json) => {
          json.kind = 'seed';
        }),
      /decoder\.json/,
    ],
    [
      'a version that is none',
      () =>
        withJson((json) => {
          json.version = 2.5;
        }),
      /a whole number from 1 to 1000000 in «version»/,
    ],
    [
      'a tempo that music has not',
      () =>
        withJson((json) => {
          json.recordings[0].tempoBpm = 0;
        }),
      /4 to 1000 in «recordings\.tempoBpm»/,
    ],
    [
      'a recording without a tempo, which a free one says by null',
      () =>
        withJson((json) => {
          delete json.recordings[0].tempoBpm;
        }),
      /«recordings\.tempoBpm».*nothing/,
    ],
    [
      'a share beyond the whole',
      () =>
        withJson((json) => {
          json.recordings[0].share = 1.01;
        }),
      /0 to 1 in «recordings\.share»/,
    ],
    [
      'sizes that would take all memory',
      () =>
        withJson((json) => {
          json.sizes.hidden = 1e9;
        }),
      /sizes\.hidden/,
    ],
    [
      'sizes that are no numbers',
      () =>
        withJson((json) => {
          json.sizes.window = '16';
        }),
      /sizes\.window/,
    ],
    [
      'pitches out of range',
      () =>
        withJson((json) => {
          json.dictionary.chord[0] = [128];
        }),
      /0 to 127/,
    ],
    [
      'an empty dictionary',
      () =>
        withJson((json) => {
          json.dictionary.duration = [];
        }),
      /at least one/,
    ],
    [
      'a bar of no beats',
      () =>
        withJson((json) => {
          json.timeSignature.beats = 0;
        }),
      /timeSignature/,
    ],
    [
      'a bar off the grid',
      () =>
        withJson((json) => {
          json.timeSignature = { beats: 1, beatUnit: 64 };
        }),
      /timeSignature.*1\/64/,
    ],
    [
      'a bar of two minutes',
      () =>
        withJson((json) => {
          json.timeSignature = { beats: 64, beatUnit: 1 };
        }),
      /timeSignature/,
    ],
    [
      'a beat that MIDI cannot write',
      () =>
        withJson((json) => {
          json.timeSignature = { beats: 7, beatUnit: 7 };
        }),
      /timeSignature/,
    ],
    [
      'a place after the end of the bar',
      () =>
        withJson((json) => {
          json.dictionary.place[0] = 48;
        }),
      /0 to 47 in «dictionary\.place»/,
    ],
    [
      'a record for a format',
      () =>
        withJson((json) => {
          json.format = { toString: 1 };
        }),
      /a record/,
    ],
    [
      'a line break in a format',
      () =>
        withJson((json) => {
          json.format = 'a\nb';
        }),
      /a\\nb/,
    ],
    [
      'a chord that is not there',
      () =>
        withJson((json) => {
          json.sequences[0] = [[999, 0, 0]];
        }),
      /sequences/,
    ],
    [
      'a voicing of too few notes',
      () =>
        withJson((json) => {
          json.dictionary.voicing[0] = { velocity: [], duration: [] };
        }),
      /voicing/,
    ],
    [
      'half an event',
      () =>
        withJson((json) => {
          json.sequences[0] = [[0, 0]];
        }),
      /sequences/,
    ],
    [
      'more events than a decoder remembers',
      () =>
        withJson((json) => {
          json.sequences.push(Array.from({ length: 20_000 }, () => [0, 0, 0]));
        }),
      /sequences/,
    ],
    [
      'no training summary',
      () =>
        withJson((json) => {
          delete json.training;
        }),
      /training/,
    ],
  ])('%s', (_, make, line) => {
    expect(() => loadDecoder(make())).toThrowError(MirrorError);
    expect(() => loadDecoder(make())).toThrowError(line);
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
    ['an older', 2],
    ['a newer', 4],
  ])('is stale: %s version of the program made it', (age, version) => {
    const stale = withJson((json) => {
      json.version = version;
      delete json.recordings;
    });
    expect(() => loadDecoder(stale)).toThrow(
      expect.objectContaining({
        code: 'stale',
        message: `Expected a decoder of format 3 but received one of format ${version}, which ${age} version of this program made. Train the object again.`,
      }),
    );
  });
});

describe('saving and loading', () => {
  it.each(['phrase', 'seed'] as const)('gives a decoder of kind %s back as it was', (kind) => {
    const recordings = ['Café.mid', 'b.mid', 'c.mid'].map((name) => ({ name, sha256: name }));
    const decoder = tinyDecoder(kind, { object: '冷蔵庫', recordings, tempi: [83.07, null, 4] });
    expect(loadDecoder(saveDecoder(decoder))).toEqual(decoder);
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
