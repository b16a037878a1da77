import {
  type Detector,
  describeMirror,
  detectionsOf,
  MIRROR_DEFAULTS,
  type SoundMirror,
} from '../../../index.js';
import type { PieceSettings } from '../../protocol/pieceSettings.js';
import type { Room } from './room.js';

/**
 * The room as music, as `mirrorPhoto` would have it of the same photo and settings; photo and detections are at hand.
 *
 * @throws MirrorError as `openComposer` does
 */
export async function composeRoom(
  room: Room,
  settings: PieceSettings,
  detector: Pick<Detector, 'backend'>,
): Promise<SoundMirror> {
  const { photo, inference, composer, unplayable } = room;
  const { minConfidence = MIRROR_DEFAULTS.minConfidence, title = room.title } = settings;
  const detections = settings.detections ?? detectionsOf(inference, { minConfidence, unplayable });
  const composition = await composer.compose(detections, { ...settings, title });
  return describeMirror(composition, { photo, detector, detections });
}
