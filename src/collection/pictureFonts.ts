import { readPublishedFile } from './publishedFiles.js';

/** The letters in the pictures, as bytes of TrueType files. */
export interface PictureFonts {
  readonly regular: Uint8Array;
  readonly semiBold: Uint8Array;
}

/**
 * The fonts that ship with the package.
 *
 * @throws MirrorError `input`, opened by the path, if one is missing
 */
export async function readPictureFonts(): Promise<PictureFonts> {
  return {
    regular: await readPublishedFile('font', 'NotoSans-Regular.ttf'),
    semiBold: await readPublishedFile('font', 'NotoSans-SemiBold.ttf'),
  };
}
