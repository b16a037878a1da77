import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../refusal.js';
import type { Draft } from './draft.js';

/** A page has one or two; a page that was closed leaves its own behind. */
const MOST_DRAFTS = 16;

/** The drafts of all pages; the one that was not asked for longest makes room for another. */
export interface DraftStore {
  /** @throws HTTPException 429 where all of them are at work */
  readonly open: () => Promise<Draft>;
  /** @throws HTTPException 404 for one that is not, or no longer, there */
  readonly find: (id: string) => Draft;
  /** Ends what is under way with its files, and takes them away. */
  readonly remove: (draft: Draft) => Promise<void>;
}

/** @param folder of the server alone */
export function openDraftStore(folder: string): DraftStore {
  // A map keeps the order in which its keys were set.
  const drafts = new Map<string, Draft>();
  const remove = async (draft: Draft) => {
    drafts.delete(draft.id);
    draft.removal.abort();
    for (const { removal } of draft.files.values()) removal.abort();
    // An upload may put another file there while the others go.
    await rm(draft.folder, { recursive: true, force: true, maxRetries: 3 });
  };
  /** One that makes room, where there is none. */
  const chooseSwept = () => {
    if (drafts.size < MOST_DRAFTS) return undefined;
    const idle = [...drafts.values()].find(({ work }) => work.count === 0);
    if (idle === undefined) throw refusal(429, 'too many recordings are on their way; wait');
    return idle;
  };
  return {
    open: async () => {
      const swept = chooseSwept();
      const id = randomUUID();
      const draft: Draft = {
        id,
        folder: join(folder, `draft-${id}`),
        files: new Map(),
        work: { count: 0, uploads: 0, received: 0 },
        removal: new AbortController(),
      };
      // Before anything is waited for, so that a thousand requests at once find no more room than one.
      const sweeping = swept && remove(swept);
      drafts.set(id, draft);
      await sweeping;
      await mkdir(draft.folder, { mode: 0o700 });
      // Others may have made it go before it had a folder.
      if (draft.removal.signal.aborted) await remove(draft);
      return draft;
    },
    find: (id) => {
      const draft = drafts.get(id);
      if (draft === undefined) throw refusal(404, 'these recordings are not there any more');
      drafts.delete(id);
      drafts.set(id, draft);
      return draft;
    },
    remove,
  };
}
