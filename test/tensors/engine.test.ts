import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const require = createRequire(import.meta.url);

it('relies on WebAssembly starting from a folder with spaces and letters beyond ASCII', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'mirror-'));
  try {
    const shelf = join(temporary, 'Küche 冷蔵庫 #1', 'node_modules', '@tensorflow');
    mkdirSync(shelf, { recursive: true });
    const folderOf = (name: string) =>
      dirname(realpathSync(require.resolve(`${name}/package.json`)));
    const wasm = folderOf('@tensorflow/tfjs-backend-wasm');
    for (const file of [
      'package.json',
      'dist/tf-backend-wasm.node.js',
      'dist/tfjs-backend-wasm-simd.wasm',
    ]) {
      cpSync(join(wasm, file), join(shelf, 'tfjs-backend-wasm', file));
    }
    symlinkSync(folderOf('@tensorflow/tfjs-core'), join(shelf, 'tfjs-core'), 'junction');
    const program = `
      const tf = require('@tensorflow/tfjs-core');
      require('@tensorflow/tfjs-backend-wasm');
      tf.setBackend('wasm').then(async (accepted) => {
        const sum = await tf.add(tf.tensor1d([19]), 23).data();
        process.stdout.write(accepted + ' ' + sum[0]);
      });`;
    const output = execFileSync(process.execPath, ['-e', program], {
      cwd: dirname(dirname(shelf)),
    });
    expect(output.toString()).toBe('true 42');
  } finally {
    rmSync(temporary, { recursive: true });
  }
});
