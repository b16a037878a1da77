import { computed, signal } from '@preact/signals';
import type { BoxEdit } from '../../../document/boxEdits.js';
import * as documents from '../../../document/document.js';
import { readDocument } from '../../../document/readDocument.js';
import { renameInDocument } from '../../../document/renameInDocument.js';
import { change, endGesture, mapHistory, openHistory, redo, undo } from './history.js';

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
  return {
    document,
    /**
     * From JSON; what is not as a document has it is left out.
     *
     * @param opened as it is saved, or nothing
     * @param made what was made of it and is not saved; as a change, which can be undone
     */
    startAnew: (opened: unknown, made?: unknown) => {
      history.value = openHistory(readDocument(opened));
      kept.value = history.value.present;
      if (made === undefined) return;
      const changed = readDocument(made);
      if (JSON.stringify(changed) !== JSON.stringify(document.value)) edit(changed);
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
      isChanged: computed(() => document.value !== kept.value),
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
