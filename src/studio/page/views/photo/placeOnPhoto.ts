import type { Box } from '../../../../vision/box.js';

/**
 * Where a box lies on a photo of any size on the screen, as styles.
 *
 * @param box in pixels of the photo
 * @example placeOnPhoto({ x: 10, y: 0, width: 20, height: 40 }, { width: 100, height: 80 }).left // '10%'
 */
export function placeOnPhoto(
  { x, y, width, height }: Box,
  photo: { readonly width: number; readonly height: number },
) {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return {
    left: share(x, photo.width),
    top: share(y, photo.height),
    width: share(width, photo.width),
    height: share(height, photo.height),
  };
}
