import { checkArguments } from '../checks/checkOptions.js';
import { COCO_LABELS } from '../vision/labels.js';
import { answerLabel, COLLECTION_RULE, type Collection, startersOf } from './collection.js';
import type { SoundObject } from './soundObject.js';

/** A label of COCO and the objects that list it. */
export interface LabelAnswer {
  /** In COCO's spelling. */
  readonly label: string;
  /** The objects that answer it, by name; none where the label is free. */
  readonly answeredBy: readonly SoundObject[];
  /** Objects of the starter collection that list the label too and do not answer, because an object of the home does. */
  readonly overridden: readonly SoundObject[];
}

/**
 * Which objects answer each of the 80 labels, in COCO's order. Decoders are not read: an object that is not
 * trained yet is listed like any other.
 *
 * @example labelAnswers(collection)[41] // { label: 'cup', answeredBy: [kettle], overridden: [coffee-grinder] }
 */
export function labelAnswers(collection: Collection): LabelAnswer[] {
  checkArguments({ collection }, { collection: COLLECTION_RULE });
  const starters = startersOf(collection);
  return COCO_LABELS.map((label) => {
    const answeredBy = answerLabel(collection, label);
    const listing = starters.filter((object) => object.labels.includes(label));
    const overridden = listing.filter((object) => !answeredBy.includes(object));
    return { label, answeredBy, overridden: answeredBy.length > 0 ? overridden : [] };
  });
}
