import type { Detection } from '../../../index.js';
import { DIAL_NAMES, type PieceSettings } from '../../protocol/pieceSettings.js';
import { box, number, record, text, unlike } from './jsonFields.js';
import { oneLine } from './oneLine.js';

const MOST_TITLE = 200;
const MOST_LABEL = 200;

/** More objects than a photo ever calls for. */
const MOST_INSTRUMENTS = 500;

/** More than the detector ever sees. */
const MOST_DETECTIONS = 500;

/** More objects than play in any room, and a latent longer than any decoder's. */
const MOST_TAKE_OFFS = 500;
const MOST_LATENT = 64;

/**
 * Settings from the JSON of a request: kinds and lengths are checked here, ranges at the public door. Other keys are ignored.
 *
 * @throws MirrorError `usage` naming what is not as it should be
 */
export function readPieceSettings(given: Readonly<Record<string, unknown>>): PieceSettings {
  const settings: Record<string, unknown> = {};
  for (const dial of DIAL_NAMES) {
    if (given[dial] !== undefined && given[dial] !== null) {
      settings[dial] = number(given[dial], dial);
    }
  }
  if (given.harmonise !== undefined) {
    if (typeof given.harmonise !== 'boolean') throw unlike('harmonise', 'true or false');
    settings.harmonise = given.harmonise;
  }
  if (given.title !== undefined) {
    const title = oneLine(text(given.title, { name: 'title', most: MOST_TITLE }));
    if (title !== '') settings.title = title;
  }
  if (given.instruments !== undefined) settings.instruments = instruments(given.instruments);
  if (given.detections !== undefined) settings.detections = detections(given.detections);
  if (given.takeOffs !== undefined) settings.takeOffs = takeOffs(given.takeOffs);
  return settings;
}

function takeOffs(value: unknown): Record<string, readonly number[]> {
  const entries = Object.entries(record(value, 'takeOffs'));
  if (entries.length > MOST_TAKE_OFFS) throw unlike('takeOffs', `at most ${MOST_TAKE_OFFS}`);
  return Object.fromEntries(
    entries.map(([name, latent]) => {
      if (!Array.isArray(latent) || latent.length > MOST_LATENT) {
        throw unlike(`takeOffs.${name.slice(0, MOST_LABEL)}`, `a list of at most ${MOST_LATENT}`);
      }
      return [name, latent.map((each) => number(each, `takeOffs.${name.slice(0, MOST_LABEL)}`))];
    }),
  );
}

function instruments(value: unknown): Record<string, string> {
  const given = Object.entries(record(value, 'instruments'));
  if (given.length > MOST_INSTRUMENTS) {
    throw unlike('instruments', `at most ${MOST_INSTRUMENTS} objects with one each`);
  }
  return Object.fromEntries(
    given.map(([object, name]) => [
      object,
      text(name, { name: `instruments.${object.slice(0, MOST_LABEL)}`, most: MOST_LABEL }),
    ]),
  );
}

function detections(value: unknown): Detection[] {
  if (!Array.isArray(value) || value.length > MOST_DETECTIONS) {
    throw unlike('detections', `a list of at most ${MOST_DETECTIONS}`);
  }
  return value.map((each, i) => {
    const given = record(each, `detections[${i}]`);
    return {
      label: text(given.label, { name: `detections[${i}].label`, most: MOST_LABEL }),
      ...(given.taught === true && { taught: true }),
      confidence: number(given.confidence, `detections[${i}].confidence`),
      box: box(given.box, `detections[${i}].box`),
    };
  });
}
