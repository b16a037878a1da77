import { type Box, type Detection, MirrorError } from '../../../index.js';
import { DIAL_NAMES, type PieceSettings } from '../../protocol/pieceSettings.js';
import { oneLine } from './oneLine.js';

const MOST_TITLE = 200;
const MOST_LABEL = 200;

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

function box(value: unknown, name: string): Box {
  const given = record(value, name);
  const side = (key: keyof Box) => number(given[key], `${name}.${key}`);
  return { x: side('x'), y: side('y'), width: side('width'), height: side('height') };
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unlike(name, 'a record');
  }
  return value as Record<string, unknown>;
}

function number(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw unlike(name, 'a number');
  return value;
}

function text(value: unknown, { name, most }: { name: string; most: number }): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > most) {
    throw unlike(name, `a text of 1 to ${most} letters`);
  }
  return value;
}

function unlike(name: string, expected: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected ${name} to be ${expected} but received something else.`,
  );
}
