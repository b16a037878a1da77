import { pieceSettingsOf } from '../../document/pieceSettingsOf.js';
import { readDocument } from '../../document/readDocument.js';
import { renameInDocument } from '../../document/renameInDocument.js';
import type { PieceSettings } from '../../protocol/pieceSettings.js';
import { renamedObjects } from '../objects/renamedObjects.js';
import { readPieceSettings } from '../uploads/readPieceSettings.js';
import { detectionsIn, type Room } from './room.js';

/**
 * What a page asks of the piece of a room that it opens with the document it was saved with: objects by the names that they have now,
 * and what no document can hold left out.
 *
 * @param document as `readSavedRoom` gives it
 * @param options.home whose objects may have been renamed since
 * @throws MirrorError `usage` for settings of other kinds or lengths than a page asks for
 */
export async function savedSettings(
  document: unknown,
  { room, home }: { readonly room: Room; readonly home: string },
): Promise<PieceSettings> {
  const objects = room.collection.objects.map(({ name }) => name);
  const renamed = await renamedObjects(home, objects);
  const current = renameInDocument(readDocument(document), renamed);
  const seen = detectionsIn(room, current.settings);
  return readPieceSettings({ ...pieceSettingsOf(current, { seen, objects }) });
}
