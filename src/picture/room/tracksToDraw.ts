import { comparable } from '../../checks/nearestNames.js';
import type { PlayedPart } from '../../composition/playing/playedPart.js';
import type { Score } from '../../music/score.js';
import { colourOf } from '../palette.js';
import type { TrackToDraw } from './roomToDraw.js';

/**
 * What the page shows of each track: one colour an object, in the order in which objects first play.
 *
 * @param played in the order of the score's parts
 */
export function tracksToDraw(score: Score, played: readonly PlayedPart[]): TrackToDraw[] {
  const objects = [...new Set(played.map(({ matched }) => matched.object.name))];
  return played.map(({ matched }, i) => {
    const { object, labels, boxes, areaShare } = matched;
    const name = score.parts[i]?.name ?? object.name;
    const isFirst = played.findIndex((each) => each.matched.object.name === object.name) === i;
    return {
      name,
      voice:
        matched.instances > 1 && name.endsWith(` ${matched.instance}`)
          ? ` ${matched.instance}`
          : '',
      colour: colourOf(objects.indexOf(object.name)),
      seenAs: seenAs(object.name, labels),
      idea: isFirst ? object.text.trim() : '',
      areaShare,
      boxes,
    };
  });
}

/**
 * @example seenAs('coffee-grinder', ['cup']) // 'seen as cup'
 * @example seenAs('wine-glass', ['wine glass']) // ''
 */
export function seenAs(name: string, labels: readonly string[]): string {
  const isSame = labels.length === 1 && comparable(labels[0] as string) === comparable(name);
  return isSame ? '' : `seen as ${labels.join(', ')}`;
}
