import { listRestorable, MirrorError } from '../../../index.js';

/**
 * What objects of a home were called before, and are called now, so that a room that knows them by a former name finds
 * them. Names that another object has by now are left out.
 *
 * @param objects names of all objects there are
 * @throws the system's error where the home cannot be read
 */
export async function renamedObjects(
  home: string,
  objects: readonly string[],
): Promise<Record<string, string>> {
  const renamed = new Map<string, string>();
  // The newest comes first.
  for (const { action, formerName, name } of await editsOf(home)) {
    const isFree = !objects.includes(formerName) && !renamed.has(formerName);
    if (action === 'edited' && isFree && objects.includes(name)) renamed.set(formerName, name);
  }
  return Object.fromEntries(renamed);
}

async function editsOf(home: string) {
  try {
    return await listRestorable(home);
  } catch (error) {
    // What is wrong with an entry is told where entries are listed.
    if (error instanceof MirrorError) return [];
    throw error;
  }
}
