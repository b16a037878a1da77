import { findBroken } from '../../../collection/brokenObjects.js';
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
 * An instrument of an object that the room's collection no longer has waits until it is there again; so does what is chosen for one that is
 * broken.
 *
 * @throws MirrorError as `openComposer` does
 */
export async function composeRoom(
  room: Room,
  settings: PieceSettings,
  { detector, signal, onStage }: ComposeRoomOptions,
): Promise<SoundMirror> {
  const { photo, composer, collection } = room;
  const { title = room.title } = settings;
  const detections = settings.detections ?? detectionsIn(room, settings);
  const isBroken = (name: string) => findBroken(collection, name) !== undefined;
  const isGone = (name: string) => collection.objects.every((each) => each.name !== name);
  const instruments = without(settings.instruments, (name) => isBroken(name) || isGone(name));
  const takeOffs = without(settings.takeOffs, isBroken);
  const choices = { ...settings, instruments, takeOffs };
  const composition = await composer.compose(detections, { ...choices, title, signal, onStage });
  return describeMirror(composition, { photo, detector, detections });
}

/** Of what is chosen by the names of objects, that which is of other objects than these. */
function without<Choice>(
  choices: Readonly<Record<string, Choice>> | undefined,
  isLeftOut: (name: string) => boolean,
): Readonly<Record<string, Choice>> | undefined {
  if (choices === undefined) return undefined;
  return Object.fromEntries(Object.entries(choices).filter(([name]) => !isLeftOut(name)));
}
