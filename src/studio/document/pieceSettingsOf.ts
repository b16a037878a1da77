import type { Detection } from '../../vision/detection.js';
import type { PieceSettings } from '../protocol/pieceSettings.js';
import { applyEdits } from './boxEdits.js';
import { type Document, latentsToBegin } from './document.js';

/**
 * What a document asks of the piece: its settings, and its boxes where a person has changed any. How loud its lanes are heard is not in
 * it: files hold the whole piece.
 *
 * @param options.seen what the detector gives with the confidence of the document, best first
 * @param options.objects names of those that the collection has
 */
export function pieceSettingsOf(
  document: Document,
  { seen, objects }: { readonly seen: readonly Detection[]; readonly objects: readonly string[] },
): PieceSettings {
  const takeOffs = latentsToBegin(document, objects);
  const settings = { ...document.settings, ...(takeOffs && { takeOffs }) };
  if (document.edits.length === 0) return settings;
  const detections = applyEdits(seen, document.edits).map(({ id: _, ...detection }) => detection);
  return { ...settings, detections };
}
