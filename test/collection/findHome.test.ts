import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHome, homeAround } from '../../src/collection/findHome.js';
import { teachObject } from '../../src/collection/taught/teachObject.js';
import { putObject } from './shelves.js';
import { newTaughtPhoto } from './taught/taughtPhotos.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const top = useTemporaryFolder();

describe('the home of a folder', () => {
  it('is the nearest one upward whose objects/ holds an object, itself included', async () => {
    const deep = join(top.path, 'music', 'photos', 'spring');
    await mkdir(deep, { recursive: true });
    await putObject(top.path, { name: 'kettle' });
    await putObject(join(top.path, 'music'), { name: 'mug' });
    expect(await findHome(deep)).toBe(join(top.path, 'music'));
    expect(await findHome(join(top.path, 'music'))).toBe(join(top.path, 'music'));
    expect(await findHome(top.path)).toBe(top.path);
  });

  it('is one that taught a starter object and holds no other', async () => {
    const home = join(top.path, 'music');
    await teachObject(home, { name: 'clock', photos: [newTaughtPhoto({ name: 'a.jpg' })] });
    await mkdir(join(home, 'photos'));
    expect(await findHome(join(home, 'photos'))).toBe(home);
  });

  it('is not one whose objects/ holds other things', async () => {
    const scene = join(top.path, 'scene');
    await mkdir(join(scene, 'objects', 'teapot'), { recursive: true });
    await writeFile(join(scene, 'objects', 'teapot', 'mesh.obj'), 'v 0 0 0');
    await writeFile(join(scene, 'objects', 'object.json'), '{}');
    await putObject(top.path, { name: 'kettle' });
    expect(await findHome(scene)).toBe(top.path);
  });

  it('is not one that holds a file of that name', async () => {
    await writeFile(join(top.path, 'objects'), '');
    expect(await findHome(top.path)).not.toBe(top.path);
  });
});

describe('the collection around a folder', () => {
  it('is that whose objects, or one of them, the folder holds', async () => {
    await putObject(top.path, { name: 'kettle' });
    expect(await homeAround(join(top.path, 'objects'))).toBe(top.path);
    expect(await homeAround(join(top.path, 'objects', 'kettle'))).toBe(top.path);
    expect(await homeAround(top.path)).toBeUndefined();
  });

  it('is none around a home that is itself called objects', async () => {
    const home = join(top.path, 'objects');
    expect(await homeAround(home)).toBeUndefined();
    await mkdir(home);
    expect(await homeAround(home)).toBeUndefined();
    await putObject(home, { name: 'kettle' });
    expect(await homeAround(home)).toBeUndefined();
    expect(await homeAround(join(home, 'objects'))).toBe(home);
  });
});
