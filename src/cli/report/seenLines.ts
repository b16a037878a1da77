import type { Detection } from '../../index.js';
import { fitColumns } from './fitColumns.js';
import { count } from './format.js';

/** A detection and the object that would answer it. */
export interface AnsweredDetection extends Detection {
  /** Name of the object; null where no object of the collection lists the label, or has the name of the taught thing. */
  readonly answeredBy: string | null;
}

/** What was seen in one photo. */
export interface SeenPhoto {
  /** As the caller wrote it. */
  readonly file: string;
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** Best first. */
  readonly detections: readonly AnsweredDetection[];
}

/**
 * What was seen, for a person: the photo, then a line for each thing.
 *
 * @param columns of the terminal; undefined where there is none
 */
export function seenLines(
  { file, width, height, detections }: SeenPhoto,
  columns?: number,
): string[] {
  const rows = detections.map(({ label, taught, confidence, box, answeredBy }) => [
    `  ${label}${taught ? ' (taught)' : ''}`,
    confidence.toFixed(2),
    `${Math.round(box.width)} × ${Math.round(box.height)} at ${Math.round(box.x)}, ${Math.round(box.y)}`,
    answeredBy === null ? 'unanswered' : `answered by ${answeredBy}`,
  ]);
  return [
    `${file}  ${width} × ${height}, ${count(detections.length, 'thing')} seen`,
    ...fitColumns(rows, columns),
  ];
}

/** What was seen, for a program: the record of one JSON line. */
export function seenRecord({ file, width, height, detections }: SeenPhoto) {
  return {
    file,
    width,
    height,
    detections: detections.map((detection) => ({
      ...detectionRecord(detection),
      answeredBy: detection.answeredBy,
    })),
  };
}

/** Written out key by key: other programs rely on these names. */
export function detectionRecord({ label, taught, confidence, box }: Detection) {
  const { x, y, width, height } = box;
  return { label, ...(taught && { taught }), confidence, box: { x, y, width, height } };
}
