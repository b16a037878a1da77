import { labelsFor } from '../../../../collection/names/understandName.js';
import { COCO_LABELS } from '../../../../vision/labels.js';

const MOST_NEAREST = 3;

/**
 * Why a word that was typed is no label, and what to do; empty where it is one, and where there is none.
 *
 * @example labelComplaint('lap') // '“lap” is none of the things that are told apart. Take laptop, or leave the field empty.'
 */
export function labelComplaint(word: string): string {
  const typed = word.trim();
  if (typed === '' || COCO_LABELS.some((each) => each === typed.toLowerCase())) return '';
  const begun = COCO_LABELS.filter((each) => beginsWith(each, typed));
  const nearest = (begun.length > 0 ? begun : labelsFor(typed, COCO_LABELS)).slice(0, MOST_NEAREST);
  const words = nearest.length === 0 ? 'Take another' : `Take ${nearest.join(' or ')}`;
  return `“${typed}” is none of the things that are told apart. ${words}, or leave the field empty.`;
}

/** Whether a word may become a label as it is typed on. */
export function beginsWith(label: string, word: string): boolean {
  return label.startsWith(word.trim().toLowerCase());
}
