import { join } from 'node:path';
import { listEntries } from '../../files/disk/listEntries.js';
import type { JournalStep } from './journalSteps.js';

/**
 * The steps that move an object's decoders of all kinds to another folder, file by file: the folder itself holds the lock of
 * the process that moves them.
 *
 * @param options.from folder below the home, such as `models/kettle`
 * @param options.object the name that the decoders are to bear from now on
 */
export async function moveDecoders(
  home: string,
  { from, to, object }: { readonly from: string; readonly to: string; readonly object?: string },
): Promise<JournalStep[]> {
  const steps: JournalStep[] = [];
  for (const entry of await listEntries(join(home, from))) {
    // Hidden files are locks, temporary files, and the system's own.
    if (entry.name.startsWith('.')) continue;
    const [source, target] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (entry.isDirectory()) {
      steps.push(...(await moveDecoders(home, { from: source, to: target, object })));
      continue;
    }
    steps.push({ is: 'move', from: source, to: target });
    if (entry.name === 'decoder.json' && object !== undefined) {
      steps.push({ is: 'nameDecoder', path: target, object });
    }
  }
  return steps;
}
