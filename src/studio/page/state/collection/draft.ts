import { computed, signal } from '@preact/signals';
import type { NewTakes, TakeNotesAnswer } from '../../../protocol/objects.js';
import { StudioError } from '../studioServer.js';
import type { ObjectsServer } from './objectsServer.js';

/** A recording on its way into the collection. */
export interface DraftEntry {
  readonly key: number;
  readonly file: File;
  /** `refused` has its line; audio that is there is `transcribing` until it can be heard. */
  readonly state: 'waiting' | 'sending' | 'transcribing' | 'ready' | 'refused';
  /** Its name on the server; the file's own until then. */
  readonly name: string;
  readonly kind?: 'midi' | 'audio';
  readonly seconds?: number;
  /** Of the transcription, 0–1. */
  readonly done?: number;
  /** Why it is refused, or what was left out of it. */
  readonly line?: string;
  readonly notes?: TakeNotesAnswer;
}

/** Recordings that are heard, and dropped again, before they are added. */
export type Draft = ReturnType<typeof openDraft>;

/** Sends files one after another, and has audio transcribed one after another, so that a page with many stays quick. */
export function openDraft(server: ObjectsServer, fail: (error: unknown) => void) {
  const entries = signal<readonly DraftEntry[]>([]);
  const isAdding = signal(false);
  let draft: string | undefined;
  let isAtWork = false;
  let last = 0;
  let lastAdded = 0;

  const set = (key: number, changed: Partial<DraftEntry>) => {
    entries.value = entries.value.map((each) =>
      each.key === key ? { ...each, ...changed } : each,
    );
  };
  const isThere = (key: number) => entries.value.some((each) => each.key === key);
  /** A server that was started anew, or has this draft no longer, gets the files once more. */
  const beginAnew = () => {
    draft = undefined;
    entries.value = entries.value.map((each) =>
      each.state === 'refused' ? each : { ...each, state: 'waiting', name: each.file.name },
    );
  };
  const send = async (entry: DraftEntry) => {
    set(entry.key, { state: 'sending' });
    draft ??= (await server.openDraft()).draft;
    const into = draft;
    const { name, kind, seconds } = await server.send(into, entry.file);
    const state = kind === 'audio' ? 'transcribing' : 'ready';
    // What was sent into a draft that was let go meanwhile waits for the next one.
    if (draft !== into) return;
    // It may have been taken away while it was sent.
    if (!isThere(entry.key)) await server.removeDraftFile(into, name);
    set(entry.key, { name, kind, state, ...(seconds !== null && { seconds }) });
  };
  const transcribe = async ({ key, name }: DraftEntry) => {
    const from = draft;
    const notes = await server.draftNotes(from ?? '', name);
    if (draft !== from) return;
    const line = notes.skipped.length > 0 ? { line: notes.skipped.join(' ') } : {};
    set(key, { state: 'ready', notes, seconds: notes.seconds, ...line });
  };
  const refuse = ({ key, state }: DraftEntry, error: unknown) => {
    // What was taken away meanwhile may fail as it likes.
    if (!isThere(key)) return;
    if (error instanceof StudioError && error.code === 'gone') return beginAnew();
    // No answer, or one that broke off: it is asked for once more when the server is back.
    if (!(error instanceof StudioError) || error.code === 'unreachable') {
      set(key, { state });
      throw error;
    }
    set(key, { state: 'refused', line: error.message });
  };
  const work = async () => {
    if (isAtWork) return;
    isAtWork = true;
    try {
      for (;;) {
        const waiting = entries.value.find(({ state }) => state === 'waiting');
        const silent = entries.value.find(({ state }) => state === 'transcribing');
        const next = waiting ?? silent;
        if (next === undefined) return;
        await (next === waiting ? send(next) : transcribe(next)).catch((error) =>
          refuse(next, error),
        );
      }
    } catch (error) {
      fail(error);
    } finally {
      isAtWork = false;
    }
  };

  return {
    entries,
    isAdding,
    /** Whether there is something to add, and nothing is on its way any more. */
    isReady: computed(
      () =>
        entries.value.some(({ state }) => state === 'ready') &&
        entries.value.every(({ state }) => state === 'ready' || state === 'refused'),
    ),
    /** How long all that is ready lasts. */
    readySeconds: computed(() =>
      entries.value.reduce(
        (sum, { state, seconds = 0 }) => sum + (state === 'ready' ? seconds : 0),
        0,
      ),
    ),
    take: (files: readonly File[]) => {
      const added = files.map(
        (file): DraftEntry => ({ key: ++last, file, name: file.name, state: 'waiting' }),
      );
      entries.value = [...entries.value, ...added];
      void work();
    },
    /** Goes on where the server was away. */
    resume: () => void work(),
    remove: async ({ key, name, kind, state }: DraftEntry) => {
      entries.value = entries.value.filter((each) => each.key !== key);
      // Audio that is refused when it is transcribed lies there as well; what is refused as it is sent has no kind.
      const isSent = ['transcribing', 'ready', 'refused'].includes(state) && kind !== undefined;
      if (draft === undefined || !isSent) return;
      // What is not there any more need not be taken away.
      await server.removeDraftFile(draft, name).catch(() => {});
    },
    /** Takes all of it back, here and on the server. */
    discard: async () => {
      const gone = draft;
      draft = undefined;
      entries.value = [];
      // What is not there any more need not be taken away.
      if (gone !== undefined) await server.removeDraft(gone).catch(() => {});
    },
    notesOf: async (entry: DraftEntry): Promise<TakeNotesAnswer> => {
      const notes = entry.notes ?? (await server.draftNotes(draft ?? '', entry.name));
      set(entry.key, { notes });
      return notes;
    },
    /** How far a transcription is, as the server tells it. */
    onTranscription: (event: { draft: string; file: string; done: number }) => {
      if (event.draft !== draft) return;
      const entry = entries.value.find(
        ({ name, state }) => name === event.file && state === 'transcribing',
      );
      if (entry !== undefined) set(entry.key, { done: event.done });
    },
    /** Adds all that is ready, which goes on being shown until it is `clear`ed; where that fails, all of it stays. */
    addTo: async (settings: Omit<NewTakes, 'draft'>) => {
      isAdding.value = true;
      lastAdded = last;
      try {
        return await server.add({ draft: draft ?? '', ...settings });
      } catch (error) {
        isAdding.value = false;
        if (error instanceof StudioError && error.code === 'gone') {
          beginAnew();
          void work();
          throw new Error('The recordings had to be sent once more. Add them when they are ready.');
        }
        throw error;
      }
    },
    /** Lets go of what was added; what came in meanwhile is sent to a draft of its own. */
    clear: () => {
      entries.value = entries.value.filter(({ key }) => key > lastAdded);
      isAdding.value = false;
      beginAnew();
      void work();
    },
  };
}
