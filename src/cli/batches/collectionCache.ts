import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CommandContext } from '../context.js';

/** The folder of this machine that keeps collections of batches. */
export function collectionCache(env: CommandContext['env']): string {
  const kept = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(kept, 'sound-mirror', 'collections');
}
