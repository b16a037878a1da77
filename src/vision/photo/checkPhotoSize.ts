import { MirrorError } from '../../errors.js';

/** @throws MirrorError `usage` for a photo without an area */
export function checkPhotoSize({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): void {
  // Written so that texts of digits are refused too.
  const isSized = [width, height, width * height].every(Number.isFinite);
  if (isSized && width > 0 && height > 0) return;
  throw new MirrorError(
    'usage',
    `Expected a photo of at least a pixel but received ${width} × ${height}.`,
  );
}
