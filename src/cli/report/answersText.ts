import { countTaught, type SoundObject } from '../../index.js';
import { count } from './format.js';

/**
 * What an object is heard by, in a few words.
 * @example answersText(grinder) // 'answers cup, bowl; taught 3 photos'
 */
export function answersText(object: Pick<SoundObject, 'labels' | 'taught'>): string {
  const answers = object.labels.length === 0 ? [] : [`answers ${object.labels.join(', ')}`];
  const texts = [...answers, ...taughtTexts(object)];
  return texts.length === 0 ? 'answers nothing yet' : texts.join('; ');
}

/** What an object was taught, in a few words; none where it was not. @example 'taught 3 photos' */
export function taughtTexts(object: Pick<SoundObject, 'taught'>): string[] {
  const { positives, negatives } = countTaught(object);
  if (positives + negatives === 0) return [];
  const not = negatives === 0 ? '' : `, and ${negatives} without it`;
  return [`taught ${count(positives, 'photo')}${not}`];
}
