import { checkArguments, type OptionResult } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';

/** A photo, as far as its size counts. */
const SIZE_RULE: OptionResult = {
  givenBy: 'await readPhoto(bytes)',
  fields: ['width', 'height'],
};

/** @throws MirrorError `usage` for what is no photo, and for one without an area */
export function checkPhotoSize(photo: { readonly width: number; readonly height: number }): void {
  checkArguments({ photo }, { photo: SIZE_RULE });
  const { width, height } = photo;
  // Written so that texts of digits are refused too.
  const isSized = [width, height, width * height].every(Number.isFinite);
  if (isSized && width > 0 && height > 0) return;
  throw new MirrorError(
    'usage',
    `Expected a photo of at least a pixel but received ${width} × ${height}.`,
  );
}
