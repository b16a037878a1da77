import type { Box } from './box.js';
import type { Detector } from './detector.js';
import type { NetworkPass } from './network.js';
import type { Raster } from './photo/photo.js';

/**
 * A detector that looks at each part of a picture once, for a caller that mirrors one photo several times. What it saw is kept as
 * long as the picture; only where feature maps are wanted that it did not keep does it look again.
 *
 * @param detector which the caller still has to dispose of
 */
export function cacheInference(detector: Detector): Detector {
  const seen = new WeakMap<Raster, Map<string, NetworkPass>>();
  return {
    ...detector,
    look: async (picture, views, options) => {
      const passes = seen.get(picture) ?? new Map<string, NetworkPass>();
      seen.set(picture, passes);
      const isKnown = (view: Box) => {
        const pass = passes.get(keyOf(view));
        return pass !== undefined && (pass.maps !== undefined || !options?.withMaps);
      };
      const missing = views.filter((view) => !isKnown(view));
      if (missing.length > 0) {
        const looked = await detector.look(picture, missing, options);
        for (const [i, view] of missing.entries()) {
          passes.set(keyOf(view), looked[i] as NetworkPass);
        }
      }
      return views.map((view) => passes.get(keyOf(view)) as NetworkPass);
    },
  };
}

function keyOf({ x, y, width, height }: Box): string {
  return `${x} ${y} ${width} ${height}`;
}
