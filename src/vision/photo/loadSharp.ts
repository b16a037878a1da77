import { MirrorError } from '../../errors.js';

/**
 * The library that knows pixels. It takes 80 ms to load, and half of the commands never see a picture.
 *
 * @throws MirrorError `environment` where its binary for this machine is missing
 */
export async function loadSharp() {
  try {
    return (await import('sharp')).default;
  } catch (cause) {
    throw new MirrorError(
      'environment',
      'Expected sharp to load but its binary for this machine is missing. Run npm ci again on this machine.',
      { cause },
    );
  }
}
