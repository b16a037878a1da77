import { batch } from '@preact/signals';
import type { NewTakes, ObjectChange } from '../../../protocol/objects.js';
import type { Studio } from '../studio.js';
import type { Draft } from './draft.js';
import { type Chosen, nameOf, type openListedObjects } from './listedObjects.js';
import type { ObjectsServer } from './objectsServer.js';

/**
 * What a person changes in the collection. Each change tells of what goes wrong, and then, as `attempt` does, whether it was done.
 *
 * @param options.drafts by the names of the objects that they are for
 * @param options.begin asks for a training
 */
export function openObjectChanges({
  server,
  session,
  listed,
  drafts,
  draftOf,
  attempt,
  begin,
}: {
  readonly server: ObjectsServer;
  readonly session: Studio['session'];
  readonly listed: ReturnType<typeof openListedObjects>;
  readonly drafts: Map<string, Draft>;
  readonly draftOf: (each: Chosen) => Draft;
  readonly attempt: (act: () => Promise<unknown>) => Promise<boolean>;
  readonly begin: (name: string) => Promise<void>;
}) {
  const { objects, chosen, read, readNow, put, choose } = listed;
  /** Additions under way: what is added is shown once its training is asked for, and no moment before as not trained. */
  let adding = 0;
  /** Whether the collection has changed meanwhile. */
  let isBehind = false;
  const note = (text: string) => {
    session.notice.value = { kind: 'note', text };
  };

  return {
    /** Reads the list, where it was read before: now, or once the additions under way are shown. */
    readAgain: () => {
      if (adding > 0) isBehind = true;
      else if (objects.value !== undefined) read();
    },
    /** @param options.isTrained whether a training is asked for at once */
    add: (
      each: Chosen,
      { isTrained, ...settings }: Omit<NewTakes, 'draft'> & { readonly isTrained: boolean },
    ) =>
      attempt(async () => {
        const draft = draftOf(each);
        adding += 1;
        const { notes, isBegun } = await (async () => {
          const { object, notes } = await draft.addTo(settings);
          const isBegun = !isTrained || (await attempt(() => begin(object.name)));
          batch(() => {
            draft.clear();
            put(object);
            // Another one may be looked at by now.
            if (chosen.value === each) choose({ kind: 'object', name: object.name });
          });
          isBehind = true;
          return { notes, isBegun };
        })().finally(() => {
          adding -= 1;
          if (isBehind) read();
          isBehind = false;
        });
        const lines = notes.filter(isForThePage);
        if (lines.length > 0 && isBegun) note(lines.join(' '));
      }),
    change: (name: string, change: ObjectChange) =>
      attempt(async () => {
        const object = await server.change(name, change);
        batch(() => {
          put(object, name);
          if (nameOf(chosen.value) === name) choose({ kind: 'object', name: object.name });
        });
        const draft = drafts.get(name);
        if (draft !== undefined && object.name !== name) {
          drafts.delete(name);
          drafts.set(object.name, draft);
        }
      }),
    removeObject: (name: string) =>
      attempt(async () => {
        await server.removeObject(name);
        batch(() => {
          if (nameOf(chosen.value) === name) choose({ kind: 'none' });
          objects.value = objects.value?.filter((each) => each.name !== name);
        });
        // What is said is to be seen.
        await readNow();
        note(`${name} was removed. It waits under Removed.`);
      }),
    removeTake: (name: string, file: string) =>
      attempt(async () => {
        await server.removeTake(name, file);
        await readNow();
        note(`${file} was removed. It waits under Removed.`);
      }),
    restore: (entry: string) =>
      attempt(async () => {
        const { name } = await server.restore(entry);
        await readNow();
        choose({ kind: 'object', name });
      }),
    emptyRemoved: () =>
      attempt(async () => {
        await server.emptyRemoved();
        await readNow();
        note('What was removed is deleted for good.');
      }),
  };
}

/** What is done by a command elsewhere is done by a button here. */
function isForThePage(line: string): boolean {
  return !line.includes('`mirror ');
}
