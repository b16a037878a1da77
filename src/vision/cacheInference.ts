import type { Detector } from './detector.js';
import type { NetworkPass } from './network.js';
import type { Raster } from './photo/photo.js';

/**
 * A detector that looks at each picture once, for a caller that mirrors one photo several times. The views must be
 * the same each time, as `runInference` lays them out by the picture's size. What it saw is kept as long as the
 * picture; only where feature maps are wanted that it did not keep does it look again.
 *
 * @param detector which the caller still has to dispose of
 */
export function cacheInference(detector: Detector): Detector {
  const seen = new WeakMap<Raster, NetworkPass[]>();
  return {
    ...detector,
    look: async (picture, views, options) => {
      const known = seen.get(picture);
      const suffices = !options?.withMaps || known?.every((pass) => pass.maps);
      const passes = known && suffices ? known : await detector.look(picture, views, options);
      seen.set(picture, passes);
      return passes;
    },
  };
}
