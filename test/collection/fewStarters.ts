import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SHIPPED = new URL('../../objects/', import.meta.url);

/**
 * Lets a home do without what ships but for some objects, as `mirror remove` of the others does: what is about all objects, or listens to all
 * of their music as `mirror judge` does, takes seconds to minutes with those that ship.
 */
export async function keepFewStarters(home: string, names: readonly string[]): Promise<void> {
  const entries = await readdir(SHIPPED, { withFileTypes: true });
  const removed = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .filter(({ name }) => !names.includes(name))
    .map(({ name }) => [name, { removed: true }] as const);
  await mkdir(join(home, 'objects'), { recursive: true });
  const edits = JSON.stringify(Object.fromEntries(removed));
  await writeFile(join(home, 'objects', 'starter-edits.json'), edits);
}
