import type { Box } from '../vision/box.js';
import type { Letters } from './letters/letters.js';
import { element, num, type Svg } from './svg.js';

const TEXT = { size: 11, fill: '#333333' } as const;

/** From the photo outward; every second one is longer and has a number. */
const TICK = { length: 4, longLength: 8, gap: 3 } as const;

/** Per cent between two ticks. */
const STEP = 5;

/** Per cent along the upper and the left edge of a photo, in the white around it. */
export function drawRuler(place: Box, letters: Letters): Svg[] {
  return Array.from({ length: 100 / STEP + 1 }, (_, i) => i * STEP).flatMap((percent) => {
    const x = place.x + (percent / 100) * place.width;
    const y = place.y + (percent / 100) * place.height;
    const isLong = percent % (2 * STEP) === 0;
    const length = isLong ? TICK.longLength : TICK.length;
    const path = `M${num(x)} ${num(place.y)}v${-length}M${num(place.x)} ${num(y)}h${-length}`;
    const ticks = element('path', { d: path, stroke: TEXT.fill, 'stroke-width': 1 });
    if (!isLong) return [ticks];
    const text = `${percent}`;
    const across = { ...TEXT, x, y: place.y - length - TICK.gap, anchor: 'middle' } as const;
    const down = {
      ...TEXT,
      x: place.x - length - TICK.gap,
      y: y + TEXT.size / 3,
      anchor: 'end',
    } as const;
    return [ticks, letters.write(text, across), letters.write(text, down)];
  });
}
