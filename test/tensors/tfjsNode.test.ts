import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findTfjsNode } from '../../src/tensors/tfjsNode.js';

const temporary = mkdtempSync(join(tmpdir(), 'mirror tensors ü-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A program's folder with these files of tfjs-node installed beside it; gives the program's path. */
function programWith(name: string, files: readonly string[]): string {
  for (const file of files) {
    const path = join(temporary, name, 'node_modules/@tensorflow/tfjs-node', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '{}');
  }
  return join(temporary, name, 'program.js');
}

describe('findTfjsNode', () => {
  const whole = ['package.json', 'lib/napi-v8/tfjs_binding.node'];
  it.each([
    ['is absent where it is not installed', [], 'v20.19.0', 'absent', /not installed/],
    ['fails without its binary', ['package.json'], 'v20.19.0', 'fails', /native binary/],
    ['is ready where it is whole', whole, 'v20.19.0', 'ready', undefined],
    ['is ready on the last Node it runs on', whole, 'v22.17.1', 'ready', undefined],
    ['fails from Node 23 on', whole, 'v23.0.0', 'fails', /Node 23 or newer \(this is v23.0.0\)/],
    ['fails on Node 100 too', whole, 'v100.2.3', 'fails', /this is v100.2.3/],
  ] as const)('%s', (name, files, nodeVersion, state, reason) => {
    const found = findTfjsNode({ from: programWith(name, files), nodeVersion });
    expect(found.state).toBe(state);
    if (reason) expect(found).toHaveProperty('reason', expect.stringMatching(reason));
  });

  it('looks beside this program and at this Node unless told otherwise', () => {
    expect(findTfjsNode()).toEqual(
      findTfjsNode({ from: import.meta.url, nodeVersion: process.version }),
    );
  });
});
