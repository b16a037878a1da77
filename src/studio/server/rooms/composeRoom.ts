import { type Detector, describeMirror, type SoundMirror } from '../../../index.js';
import type { PieceSettings } from '../../protocol/pieceSettings.js';
import { detectionsIn, type Room } from './room.js';

export interface ComposeRoomOptions {
  /** That looked at the photo. */
  readonly detector: Pick<Detector, 'backend'>;
  readonly signal?: AbortSignal;
  /** Called as each stage begins. */
  readonly onStage?: (stage: 'decode' | 'compose') => void;
}

/**
 * The room as music, as `mirrorPhoto` would have it of the same photo and settings; photo and detections are at hand.
 *
 * @throws MirrorError as `openComposer` does
 */
export async function composeRoom(
  room: Room,
  settings: PieceSettings,
  { detector, signal, onStage }: ComposeRoomOptions,
): Promise<SoundMirror> {
  const { photo, composer } = room;
  const { title = room.title } = settings;
  const detections = settings.detections ?? detectionsIn(room, settings);
  const composition = await composer.compose(detections, { ...settings, title, signal, onStage });
  return describeMirror(composition, { photo, detector, detections });
}
