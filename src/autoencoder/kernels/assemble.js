// Assembles the .wat files beside it and writes their bytes, in base64, to the module that `kernels.ts` loads, or to
// another path: node src/autoencoder/kernels/assemble.js [path]

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import createWabt from 'wabt';

const folder = new URL('.', import.meta.url);
const [to = fileURLToPath(new URL('assembled.ts', folder))] = process.argv.slice(2);
const { parseWat } = await createWabt();

try {
  const lines = readdirSync(folder)
    .filter((file) => file.endsWith('.wat'))
    .sort()
    .flatMap((file) => [`  // ${file}`, `  '${assemble(file)}',`]);
  const text = [
    '// Written by `npm run kernels` from the .wat files beside it.',
    '',
    '/** A module of WebAssembly for each of them, in base64. */',
    'export const assembled: readonly string[] = [',
    ...lines,
    '];',
    '',
  ];
  writeFileSync(to, text.join('\n'));
} catch (error) {
  // With a trace, Node prints wabt's own code as well, which is one line of 690 KB.
  console.error(error.message);
  process.exitCode = 1;
}

/** A fault is told with its file, line and column. */
function assemble(file) {
  const module = parseWat(file, readFileSync(new URL(file, folder), 'utf8'), { simd: true });
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  return Buffer.from(buffer).toString('base64');
}
