import type {
  AddedAnswer,
  DraftAnswer,
  DraftFileAnswer,
  NewTakes,
  ObjectAnswer,
  ObjectChange,
  ObjectsAnswer,
  TakeNotesAnswer,
  TrainingAnswer,
} from '../../../protocol/objects.js';
import { ask } from '../studioServer.js';

/** The collection's part of the server as functions; each throws `StudioError`. */
export interface ObjectsServer {
  readonly objects: () => Promise<ObjectsAnswer>;
  readonly openDraft: () => Promise<DraftAnswer>;
  readonly send: (draft: string, file: File) => Promise<DraftFileAnswer>;
  readonly draftNotes: (draft: string, name: string) => Promise<TakeNotesAnswer>;
  /** Of all its files. */
  readonly removeDraft: (draft: string) => Promise<void>;
  readonly removeDraftFile: (draft: string, name: string) => Promise<void>;
  readonly add: (takes: NewTakes) => Promise<AddedAnswer>;
  readonly takeNotes: (object: string, file: string) => Promise<TakeNotesAnswer>;
  readonly change: (object: string, change: ObjectChange) => Promise<ObjectAnswer>;
  readonly removeObject: (object: string) => Promise<void>;
  readonly removeTake: (object: string, file: string) => Promise<void>;
  readonly restore: (entry: string) => Promise<ObjectAnswer>;
  /** Deletes for good what was removed. */
  readonly emptyRemoved: () => Promise<void>;
  readonly train: (object: string) => Promise<TrainingAnswer>;
  readonly cancelTraining: (object: string) => Promise<void>;
}

export function connectObjects(): ObjectsServer {
  const get = async (path: string) => (await ask(path)).json();
  const send = async (method: string, path: string, body?: object) =>
    ask(path, {
      method,
      ...(body && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
  const remove = async (path: string) => void (await send('DELETE', path));
  const objectPath = (name: string, ...parts: string[]) =>
    ['/api/objects', ...[name, ...parts].map(encodeURIComponent)].join('/');
  const filePath = (draft: string, name: string) =>
    `/api/drafts/${draft}/files/${encodeURIComponent(name)}`;
  return {
    objects: () => get('/api/objects'),
    openDraft: async () => (await send('POST', '/api/drafts')).json(),
    send: async (draft, file) => {
      const words = new URLSearchParams({ name: file.name });
      return (
        await ask(`/api/drafts/${draft}/files?${words}`, { method: 'POST', body: file })
      ).json();
    },
    draftNotes: (draft, name) => get(`${filePath(draft, name)}/notes`),
    removeDraft: (draft) => remove(`/api/drafts/${draft}`),
    removeDraftFile: (draft, name) => remove(filePath(draft, name)),
    add: async (takes) => (await send('POST', '/api/objects', takes)).json(),
    takeNotes: (object, file) => get(objectPath(object, 'takes', file)),
    change: async (object, change) => (await send('PATCH', objectPath(object), change)).json(),
    removeObject: (object) => remove(objectPath(object)),
    removeTake: (object, file) => remove(objectPath(object, 'takes', file)),
    restore: async (entry) =>
      (await send('POST', `/api/removed/${encodeURIComponent(entry)}`)).json(),
    emptyRemoved: () => remove('/api/removed'),
    train: async (object) => (await send('POST', objectPath(object, 'training'))).json(),
    cancelTraining: (object) => remove(objectPath(object, 'training')),
  };
}
