import { expect, it } from 'vitest';
import { ownRequirements, refusalOf } from '../../src/batch/requirements.js';
import { publishedChecksum } from '../../src/collection/publishedFiles.js';
import { sha256Of } from '../../src/files/checksum.js';

it('the weights of a machine are those of detector, embedding and transcriber', async () => {
  const own = await ownRequirements('wasm');
  const names = ['detector', 'embedding', 'transcriber'] as const;
  const sums = await Promise.all(names.map((name) => publishedChecksum(name)));
  const weightsOf = (lines: readonly string[]) =>
    sha256Of(new TextEncoder().encode(lines.join('\n')));
  expect(own.weights).toBe(weightsOf(sums));
  const withOtherTranscriber = {
    ...own,
    weights: weightsOf([...sums.slice(0, 2), '0'.repeat(64)]),
  };
  expect(refusalOf(withOtherTranscriber, own)?.message).toMatch(
    /^Expected a worker with weights \w{12}, as the batch has it, but this one has weights \w{12}\./,
  );
  expect(refusalOf(own, own)).toBeUndefined();
});
