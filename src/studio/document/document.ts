import type { PieceSettings } from '../protocol/pieceSettings.js';
import type { BoxEdit } from './boxEdits.js';

/** What a person makes of a room, and what undo takes back: everything that would be saved, nothing of the screen. */
export interface Document {
  readonly settings: Settings;
  readonly edits: readonly BoxEdit[];
  /** By the name of the lane; what is not in it is as the piece has it. */
  readonly mix: Readonly<Record<string, LaneMix>>;
  /** By the name of the object: where it begins in this room. */
  readonly takeOffs: Readonly<Record<string, TakeOff>>;
}

/** A place of an object's map that was kept. */
export interface TakeOff {
  /** 0–1, as the map was then. */
  readonly x: number;
  readonly y: number;
  /** What was heard there, whatever becomes of the map. */
  readonly latent: readonly number[];
}

export type Settings = Omit<PieceSettings, 'detections' | 'takeOffs'>;

/** For listening only: the files hold the whole piece. */
export interface LaneMix {
  readonly isMuted: boolean;
  /** −24 to 12. */
  readonly gainDb: number;
  /** How far it is moved to the side from where it stands in the photo, −1 to 1. */
  readonly pan: number;
}

export const EMPTY_DOCUMENT: Document = { settings: {}, edits: [], mix: {}, takeOffs: {} };

const PLAIN_MIX: LaneMix = { isMuted: false, gainDb: 0, pan: 0 };

export function mixOf({ mix }: Document, lane: string): LaneMix {
  return mix[lane] ?? PLAIN_MIX;
}

export function withMix(document: Document, lane: string, changed: Partial<LaneMix>): Document {
  const mix = { ...document.mix, [lane]: { ...mixOf(document, lane), ...changed } };
  return { ...document, mix };
}

/** @param takeOff undefined for none, so that the object begins where its picture leads */
export function withTakeOff(
  document: Document,
  object: string,
  takeOff: TakeOff | undefined,
): Document {
  const { [object]: _, ...others } = document.takeOffs;
  const takeOffs = takeOff === undefined ? others : { ...others, [object]: takeOff };
  return { ...document, takeOffs };
}

/**
 * Latents that objects begin from; undefined where none does.
 *
 * @param objects names of those that the collection has: one that was removed or renamed begins nowhere
 */
export function latentsToBegin(
  { takeOffs }: Document,
  objects: readonly string[],
): Record<string, readonly number[]> | undefined {
  const known = Object.entries(takeOffs).filter(([name]) => objects.includes(name));
  if (known.length === 0) return undefined;
  return Object.fromEntries(known.map(([name, { latent }]) => [name, latent]));
}

/** @param changed undefined for what goes back to its default */
export function withSettings(document: Document, changed: Settings): Document {
  const settings = Object.entries({ ...document.settings, ...changed });
  const given = settings.filter(([, value]) => value !== undefined);
  return { ...document, settings: Object.fromEntries(given) };
}

/** @param instrument a General MIDI name; undefined for the object's own */
export function withInstrument(
  document: Document,
  object: string,
  instrument: string | undefined,
): Document {
  const { [object]: _, ...others } = document.settings.instruments ?? {};
  const chosen = { ...others, ...(instrument !== undefined && { [object]: instrument }) };
  const isAny = Object.keys(chosen).length > 0;
  return withSettings(document, { instruments: isAny ? chosen : undefined });
}

/** Of moves of one box in a row only the last counts. */
export function withEdit(document: Document, edit: BoxEdit): Document {
  const last = document.edits.at(-1);
  const isMovedOn = last?.kind === 'moved' && edit.kind === 'moved' && last.seen === edit.seen;
  const before = isMovedOn ? document.edits.slice(0, -1) : document.edits;
  return { ...document, edits: [...before, edit] };
}

/**
 * How loud each lane is to be heard, as a factor: a solo silences all that have none.
 *
 * @param solos names of the lanes that are heard alone; none for all
 */
export function lanesHeard(
  document: Document,
  lanes: readonly string[],
  solos: ReadonlySet<string>,
): number[] {
  const isAnySolo = lanes.some((lane) => solos.has(lane));
  return lanes.map((lane) => {
    const { isMuted, gainDb } = mixOf(document, lane);
    if (isMuted || (isAnySolo && !solos.has(lane))) return 0;
    return 10 ** (gainDb / 20);
  });
}
