import { sha256Of, sha256OfText } from '../../files/checksum.js';
import { learnThing } from '../../vision/taught/learnThing.js';
import { readBankFile } from '../graphFiles.js';
import { publishedChecksum, readPublishedFile } from '../publishedFiles.js';
import type { Learner } from './readTaughtThings.js';

/**
 * What learns a thing, with the weights and the bank that ship with the package. The bank itself is read when something is learned
 * and not before.
 *
 * @throws MirrorError `input`, opened by the path, if a file of the package is missing
 */
export async function openLearner(): Promise<Learner> {
  const [detector, ...files] = await Promise.all([
    publishedChecksum('detector'),
    ...['model.json', 'projection.bin', 'bank.bin'].map((file) =>
      readPublishedFile('embedding', file).then(sha256Of),
    ),
  ]);
  const [model, projection, bank = ''] = files;
  let reading: ReturnType<typeof readBankFile> | undefined;
  return {
    detector: sha256OfText([detector, model, projection].join('\n')),
    bank,
    learn: async (name, examples, negatives) => {
      reading ??= readBankFile();
      return learnThing(name, examples, negatives, await reading);
    },
  };
}
