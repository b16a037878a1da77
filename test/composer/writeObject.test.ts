import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clock } from '../../composer/objects/clock.js';
import { oven } from '../../composer/objects/oven.js';
import { takeFile, writeObject, writeStarterNames } from '../../composer/writeObject.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'composer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const recordings = () => readdirSync(join(folder, 'recordings')).sort();
const bytesOf = (file: string) => readFileSync(join(folder, 'recordings', file));

describe('writeObject', () => {
  it('writes object.json and as many takes as asked', () => {
    writeObject(clock, { folder, takes: 3, seed: 2 });
    expect(recordings()).toEqual(['take-01.mid', 'take-02.mid', 'take-03.mid']);
    const { name, labels } = JSON.parse(readFileSync(join(folder, 'object.json'), 'utf8'));
    expect([name, labels]).toEqual(['clock', ['clock']]);
  });

  it('removes its own old takes and leaves other recordings alone', () => {
    mkdirSync(join(folder, 'recordings'));
    writeFileSync(join(folder, 'recordings', 'grandfather.mid'), 'mine');
    writeObject(clock, { folder, takes: 3, seed: 2 });
    writeObject(clock, { folder, takes: 1, seed: 2 });
    expect(recordings()).toEqual(['grandfather.mid', 'take-01.mid']);
    expect(bytesOf('grandfather.mid').toString()).toBe('mine');
  });

  it('makes a take from its number and the seed alone', () => {
    writeObject(clock, { folder, takes: 2, seed: 2 });
    const second = bytesOf(takeFile(2));
    writeObject(clock, { folder, takes: 4, seed: 2 });
    expect(bytesOf(takeFile(2)).equals(second)).toBe(true);
    expect(bytesOf(takeFile(3)).equals(second)).toBe(false);
    writeObject(clock, { folder, takes: 2, seed: 3 });
    expect(bytesOf(takeFile(2)).equals(second)).toBe(false);
  });
});

describe('writeStarterNames', () => {
  it('lists the cycles by name', () => {
    writeStarterNames([oven, clock], folder);
    const text = readFileSync(join(folder, 'starter.json'), 'utf8');
    expect(text).toBe('[\n  "clock",\n  "oven"\n]\n');
  });
});
