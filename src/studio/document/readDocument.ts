import { programOf } from '../../music/instruments.js';
import type { Box } from '../../vision/box.js';
import { DIAL_NAMES } from '../protocol/pieceSettings.js';
import type { BoxEdit } from './boxEdits.js';
import {
  type Document,
  EMPTY_DOCUMENT,
  type LaneMix,
  type Settings,
  type TakeOff,
} from './document.js';

/**
 * The document of a saved room. A file may have been edited or come from elsewhere: what is not as a document has it is left out;
 * ranges are the server's to check.
 *
 * @param value from JSON; anything else than a document is an empty one
 */
export function readDocument(value: unknown): Document {
  if (!isRecord(value)) return EMPTY_DOCUMENT;
  const { settings, edits, mix, takeOffs } = value;
  return {
    settings: isRecord(settings) ? readSettings(settings) : {},
    edits: Array.isArray(edits) ? edits.filter(isEdit) : [],
    mix: isRecord(mix) ? Object.fromEntries(Object.entries(mix).filter(isMixEntry)) : {},
    takeOffs: isRecord(takeOffs)
      ? Object.fromEntries(Object.entries(takeOffs).filter(isTakeOffEntry))
      : {},
  };
}

function readSettings(given: Record<string, unknown>): Settings {
  const numbers = DIAL_NAMES.filter((name) => Number.isFinite(given[name]));
  return {
    ...Object.fromEntries(numbers.map((name) => [name, given[name]])),
    ...(typeof given.title === 'string' && { title: given.title }),
    ...(typeof given.harmonise === 'boolean' && { harmonise: given.harmonise }),
    ...(isRecord(given.instruments) && { instruments: readInstruments(given.instruments) }),
  };
}

/** Names of instruments that there are; a file may know some that are gone. */
function readInstruments(given: Record<string, unknown>): Record<string, string> {
  const known = Object.entries(given).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && programOf(entry[1]) !== undefined,
  );
  return Object.fromEntries(known);
}

function isEdit(value: unknown): value is BoxEdit {
  if (!isRecord(value)) return false;
  const isAbout = typeof (value.kind === 'drawn' ? value.id : value.seen) === 'string';
  const isNamed = isRecord(value.name) && typeof value.name.label === 'string';
  switch (value.kind) {
    case 'moved':
      return isAbout && isBox(value.box);
    case 'named':
      return isAbout && isNamed;
    case 'drawn':
      return isAbout && isNamed && isBox(value.box);
    default:
      return isAbout && value.kind === 'removed';
  }
}

function isMixEntry(entry: [string, unknown]): entry is [string, LaneMix] {
  const [, mix] = entry;
  return (
    isRecord(mix) &&
    typeof mix.isMuted === 'boolean' &&
    Number.isFinite(mix.gainDb) &&
    Number.isFinite(mix.pan)
  );
}

/** Longer than any latent. */
const MOST_LATENT = 64;

function isTakeOffEntry(entry: [string, unknown]): entry is [string, TakeOff] {
  const [, takeOff] = entry;
  if (!isRecord(takeOff) || !Array.isArray(takeOff.latent)) return false;
  const { x, y, latent } = takeOff;
  const isLatent = latent.length > 0 && latent.length <= MOST_LATENT;
  return isLatent && [x, y, ...latent].every((each) => Number.isFinite(each));
}

function isBox(value: unknown): value is Box {
  return (
    isRecord(value) &&
    [value.x, value.y, value.width, value.height].every((side) => Number.isFinite(side))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
