import type { Box, Detection } from '../../../index.js';
import { DIAL_NAMES, type PieceSettings } from '../../protocol/pieceSettings.js';
import { number, record, text, unlike } from './jsonFields.js';
import { oneLine } from './oneLine.js';

const MOST_TITLE = 200;
const MOST_LABEL = 200;

/** More than the detector ever sees. */
const MOST_DETECTIONS = 500;

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
  return settings;
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
