import { isSameBox } from '../../../vision/box.js';
import type { KnownDetection } from '../../document/boxEdits.js';
import type { PieceAnswer } from '../../protocol/answers.js';

/**
 * Which track answers which box.
 *
 * @param known the boxes of which the piece was composed
 * @returns index of the track by the id of the box
 */
export function answeredBoxes(
  { tracks }: Pick<PieceAnswer, 'tracks'>,
  known: readonly KnownDetection[],
): Map<string, number> {
  const answers = new Map<string, number>();
  for (const { id, label, box } of known) {
    const index = tracks.findIndex(
      ({ labels, boxes }) => labels.includes(label) && boxes.some((each) => isSameBox(each, box)),
    );
    if (index !== -1) answers.set(id, index);
  }
  return answers;
}
