import { MirrorError } from '../../errors.js';

/** @throws MirrorError `usage` for a photo without an area */
export function checkPhotoSize({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): void {
  if (width > 0 && height > 0 && Number.isFinite(width * height)) return;
  throw new MirrorError(
    'usage',
    `Expected a photo of at least a pixel but received ${width} × ${height}.`,
  );
}
