import {
  chmod,
  mkdir,
  readFile,
  rename,
  rm,
  rmdir,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Decoder } from '../../../src/autoencoder/decoder.js';
import { readDecoder } from '../../../src/collection/decoders/readDecoder.js';
import {
  acquireTrainingLock,
  checkDecoderFolder,
  writeDecoder,
} from '../../../src/collection/decoders/writeDecoder.js';
import type { SoundObject } from '../../../src/collection/soundObject.js';
import { asOtherUser, skipWhereNoOtherUser } from '../otherUser.js';
import { decoderFor, putObject, putTrainedObject } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();

describe('the decoders of an object', () => {
  it('are absent until it is trained', async () => {
    const object = await putObject(home.path, { name: 'kettle' });
    expect(await readDecoder(object)).toBeUndefined();
    expect(await readDecoder(object, 'seed')).toBeUndefined();
  });

  it.each(['phrase', 'seed'] as const)('come back as they were written: %s', async (kind) => {
    const object = await putObject(home.path, { name: 'Café 冷蔵庫' });
    const decoder = await decoderFor(object, kind);
    await writeDecoder(object, decoder);
    expect(await readDecoder(object, kind)).toEqual(decoder);
  });

  it('stand on the shelf of their object, the default kind in front', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    expect(await everythingIn(join(home.path, 'models'))).toEqual([
      'kettle',
      'kettle/decoder.json',
      'kettle/seed',
      'kettle/seed/decoder.json',
      'kettle/seed/weights.bin',
      'kettle/weights.bin',
    ]);
  });

  it('are absent while their description is not yet written', async () => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    await rm(join(object.modelsFolder, 'decoder.json'));
    expect(await readDecoder(object)).toBeUndefined();
  });
});

describe('a decoder that was read before', () => {
  it('is read again when it was trained again, and only then', async () => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    const first = await readDecoder(object);
    expect((await readDecoder(object))?.weights).toBe(first?.weights);
    await writeDecoder(object, await decoderFor(object, 'phrase'));
    expect((await readDecoder(object))?.weights).not.toBe(first?.weights);
    expect(await readDecoder(object)).toEqual(first);
  });

  it('goes by the name of the object that asks for it, and by its kind', async () => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    await readDecoder(object);
    const renamed = { ...object, name: 'urn', starterName: 'kettle' };
    expect((await readDecoder(renamed))?.object).toBe('urn');
    expect((await readDecoder(object, 'seed'))?.kind).toBe('seed');
    await expect(readDecoder({ ...object, name: 'mug' })).rejects.toMatchObject({ code: 'input' });
  });

  it.each(['weights.bin', 'decoder.json'])('is refused when %s was damaged since', async (name) => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    await readDecoder(object);
    const path = join(object.modelsFolder, name);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 0x55;
    await writeFile(path, bytes);
    await expect(readDecoder(object)).rejects.toMatchObject({ code: 'input' });
  });
});

describe('a damaged decoder', () => {
  it.each<[string, (object: SoundObject) => Promise<unknown>, RegExp]>([
    [
      'whose weights are missing',
      ({ modelsFolder }) => rm(join(modelsFolder, 'weights.bin')),
      /Expected weights\.bin .* there is none/,
    ],
    [
      'whose weights are cut short',
      ({ modelsFolder }) => truncate(join(modelsFolder, 'weights.bin'), 100),
      /decoder\.json: .*100 bytes/,
    ],
    [
      'whose description is cut short',
      ({ modelsFolder }) => truncate(join(modelsFolder, 'decoder.json'), 100),
      /decoder\.json: .*cut short/,
    ],
    [
      'of the other kind',
      async ({ modelsFolder }) => {
        for (const file of ['decoder.json', 'weights.bin']) {
          const bytes = await readFile(join(modelsFolder, 'seed', file));
          await writeFile(join(modelsFolder, file), bytes);
        }
      },
      /decoder\.json: Expected a decoder of kind phrase but received one of kind seed/,
    ],
    [
      'of another object',
      async ({ modelsFolder }) => {
        const mug = await putTrainedObject(home.path, { name: 'mug' });
        for (const file of ['decoder.json', 'weights.bin']) {
          const bytes = await readFile(join(mug.modelsFolder, file));
          await writeFile(join(modelsFolder, file), bytes);
        }
      },
      /decoder\.json: Expected the decoder of kettle but received that of "mug"/,
    ],
  ])('%s is refused by name', async (_, damage, line) => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    await damage(object);
    await expect(readDecoder(object)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(line),
    });
  });
});

describe('a decoder', () => {
  it('is never written through a link that leads out of the models', async () => {
    const object = await putObject(home.path, { name: 'kettle' });
    const elsewhere = join(home.path, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(object.modelsFolder, { recursive: true });
    await symlink(elsewhere, join(object.modelsFolder, 'seed'));
    await expect(writeDecoder(object, await decoderFor(object, 'seed'))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('inside the collection'),
    });
    expect(await everythingIn(elsewhere)).toEqual([]);
  });
});

describe('a file of a decoder', () => {
  it.each(['decoder.json', 'weights.bin'])('is not read through a link: %s', async (name) => {
    const object = await putObject(home.path, { name: 'kettle' });
    await writeDecoder(object, await decoderFor(object, 'phrase'));
    const elsewhere = join(home.path, 'elsewhere');
    await rename(join(object.modelsFolder, name), elsewhere);
    await symlink(elsewhere, join(object.modelsFolder, name));
    await expect(readDecoder(object)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('inside the collection'),
    });
  });
});

describe('a decoder that is written again', () => {
  const older = { loss: 1.25 };
  const newer = { loss: 0.375 };

  /** The new decoder, whose weights differ too. */
  async function retrained(object: SoundObject): Promise<Decoder> {
    const decoder = await decoderFor(object, 'seed');
    if (decoder.kind !== 'seed') throw new Error('Expected a seed.');
    const bias = decoder.weights.bias.map((value) => value + 0.75);
    return {
      ...decoder,
      weights: { ...decoder.weights, bias },
      training: { ...decoder.training, ...newer },
    };
  }

  it.each<[string, string, { loss: number }]>([
    ['its new weights cannot be written', 'weights.new.bin', older],
    ['its description cannot be written', 'decoder.json', older],
    ['its new weights cannot take their place', 'weights.bin', newer],
  ])('is whole when %s', async (_, file, training) => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    const at = (name: string) => join(object.modelsFolder, 'seed', name);
    // A folder in its place lets nothing be renamed there; the file itself comes back before it is read.
    await rename(at(file), at('kept')).catch(() => {});
    await mkdir(at(file));
    await expect(writeDecoder(object, await retrained(object))).rejects.toMatchObject({
      code: 'input',
    });
    await rm(at(file), { recursive: true });
    await rename(at('kept'), at(file)).catch(() => {});
    expect(await readDecoder(object, 'seed')).toMatchObject({ training });
    await writeDecoder(object, await retrained(object));
    expect(await readDecoder(object, 'seed')).toMatchObject({ training: newer });
    expect(await everythingIn(join(object.modelsFolder, 'seed'))).toEqual([
      'decoder.json',
      'weights.bin',
    ]);
  });

  it('can be written by many at once and read meanwhile', async () => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    const decoders = [await decoderFor(object, 'seed'), await retrained(object)];
    const writing = Promise.all(
      [0, 1, 0, 1].map((i) => writeDecoder(object, decoders[i] as Decoder)),
    );
    let isWriting = true;
    writing.finally(() => {
      isWriting = false;
    });
    while (isWriting) expect(decoders).toContainEqual(await readDecoder(object, 'seed'));
    await writing;
    expect(decoders).toContainEqual(await readDecoder(object, 'seed'));
  });

  it('leaves no folder when its training ends with nothing', async () => {
    const object = await putObject(home.path, { name: 'kettle' });
    const before = await everythingIn(home.path);
    const lock = await acquireTrainingLock(object, { kind: 'seed' });
    await lock.release();
    expect(await everythingIn(home.path)).toEqual(before);
  });
});

it('refuses a decoder that may not be written before its training, not after it', async (context) => {
  skipWhereNoOtherUser(context);
  const object = await putTrainedObject(home.path, { name: 'mug' });
  await chmod(join(object.modelsFolder, 'decoder.json'), 0o444);
  for (const folder of ['', 'models', 'models/mug']) await chmod(join(home.path, folder), 0o777);
  const refused = { code: 'input', message: expect.stringContaining('write-protected') };
  await asOtherUser(async () => {
    await expect(acquireTrainingLock(object, {})).rejects.toMatchObject(refused);
    const free = { ...object, modelsFolder: join(home.path, 'models', 'other') };
    await (await acquireTrainingLock(free, {})).release();
  });
});

it('finds that a decoder can be written while failing trainings take empty folders away beside it', async () => {
  const object = await putObject(home.path, { name: 'mug' });
  const models = dirname(object.modelsFolder);
  let isDone = false;
  const others = (async () => {
    while (!isDone) {
      await mkdir(models, { recursive: true });
      await rmdir(models).catch(() => {});
    }
  })();
  try {
    for (let i = 0; i < 300; i++) await checkDecoderFolder(object);
  } finally {
    isDone = true;
    await others;
  }
});
