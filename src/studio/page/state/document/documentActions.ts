import { computed, signal } from '@preact/signals';
import type { BoxEdit } from '../../../document/boxEdits.js';
import * as documents from '../../../document/document.js';
import { readDocument } from '../../../document/readDocument.js';
import { renameInDocument } from '../../../document/renameInDocument.js';
import { change, endGesture, mapHistory, openHistory, redo, undo } from './history.js';

/** A document that was changed and not saved, both as JSON holds them. */
export interface UnsavedChanges {
  readonly document: unknown;
  /** The document that it was changed from: as it was opened or saved last. */
  readonly base: unknown;
}

/**
 * The document with its history, and everything that a person can change of it; each change can be undone.
 *
 * @param newSeed a whole number from 0 to 2³² − 1
 */
export function openDocument(newSeed: () => number) {
  const history = signal(openHistory(documents.EMPTY_DOCUMENT));
  const document = computed(() => history.value.present);
  /** As it was opened or saved last. */
  const kept = signal<documents.Document>(documents.EMPTY_DOCUMENT);
  /** @param gesture changes of one gesture are undone together */
  const edit = (value: documents.Document, gesture?: string) => {
    history.value = change(history.value, value, gesture);
  };
  const isChanged = computed(() => document.value !== kept.value);
  return {
    document,
    /** Undefined where nothing was changed since the room was opened or saved. */
    unsaved: computed<UnsavedChanges | undefined>(() =>
      isChanged.value ? { document: document.value, base: kept.value } : undefined,
    ),
    /**
     * From JSON; what is not as a document has it is left out.
     *
     * @param opened as it is saved, or nothing
     * @param options.unsaved becomes a change, which can be undone, where it was changed from what is opened now; else it is dropped,
     *   since it would undo what was saved elsewhere meanwhile
     * @param options.renamed names that objects have now, by names before
     * @returns whether no unsaved change was dropped
     */
    startAnew: (
      opened: unknown,
      {
        unsaved,
        renamed = {},
      }: {
        readonly unsaved?: UnsavedChanges;
        readonly renamed?: Readonly<Record<string, string>>;
      } = {},
    ): boolean => {
      const read = (each: unknown) => renameInDocument(readDocument(each), renamed);
      history.value = openHistory(read(opened));
      kept.value = document.value;
      if (unsaved === undefined) return true;
      const changed = read(unsaved.document);
      if (isEqual(changed, document.value)) return true;
      if (!isEqual(read(unsaved.base), document.value)) return false;
      edit(changed);
      return true;
    },
    noteSaved: (saved: documents.Document) => {
      kept.value = saved;
    },
    /** Objects have other names now, in all that was made and in all that can be undone. */
    rename: (renamed: Readonly<Record<string, string>>) => {
      const now = new Map<documents.Document, documents.Document>();
      const rename = (each: documents.Document) => {
        const known = now.get(each) ?? renameInDocument(each, renamed);
        now.set(each, known);
        return known;
      };
      history.value = mapHistory(history.value, rename);
      kept.value = rename(kept.value);
    },
    keepTakeOff: (object: string, takeOff: documents.TakeOff | undefined) =>
      edit(documents.withTakeOff(document.value, object, takeOff)),
    actions: {
      /** Whether something was changed since the room was opened or saved. */
      isChanged,
      canUndo: computed(() => history.value.past.length > 0),
      canRedo: computed(() => history.value.future.length > 0),
      undo: () => {
        history.value = undo(history.value);
      },
      redo: () => {
        history.value = redo(history.value);
      },
      endGesture: () => {
        history.value = endGesture(history.value);
      },
      set: (changed: documents.Settings, gesture?: string) =>
        edit(documents.withSettings(document.value, changed), gesture),
      rollDie: () => edit(documents.withSettings(document.value, { seed: newSeed() })),
      /** @param instrument a General MIDI name; undefined for the object's own */
      chooseInstrument: (object: string, instrument: string | undefined) =>
        edit(documents.withInstrument(document.value, object, instrument)),
      editBox: (boxEdit: BoxEdit, gesture?: string) =>
        edit(documents.withEdit(document.value, boxEdit), gesture),
      mute: (lane: string) => {
        const { isMuted } = documents.mixOf(document.value, lane);
        edit(documents.withMix(document.value, lane, { isMuted: !isMuted }));
      },
      gain: (lane: string, gainDb: number) =>
        edit(documents.withMix(document.value, lane, { gainDb }), `gain ${lane}`),
      pan: (lane: string, pan: number) =>
        edit(documents.withMix(document.value, lane, { pan }), `pan ${lane}`),
    },
  };
}

/** Of documents that were read from JSON, whose settings stand in one order. */
function isEqual(a: documents.Document, b: documents.Document): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
