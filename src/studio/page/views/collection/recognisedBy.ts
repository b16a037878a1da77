import { count } from '../../../../format.js';
import type { ObjectAnswer } from '../../../protocol/objects.js';

/**
 * What a photo shows an object by, in the words of `mirror objects`: its labels, and how many photos taught what it looks like.
 *
 * @example recognisedBy({ labels: ['cup'], taughtPhotos: 5 }) // 'cup, taught 5 photos'
 */
export function recognisedBy({
  labels,
  taughtPhotos,
}: Pick<ObjectAnswer, 'labels' | 'taughtPhotos'>): string {
  const taught = taughtPhotos > 0 ? [`taught ${count(taughtPhotos, 'photo')}`] : [];
  return [...labels, ...taught].join(', ') || 'no label';
}
