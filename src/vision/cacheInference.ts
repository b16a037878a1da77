import { checkOptions } from '../checks/checkOptions.js';
import type { Box } from './box.js';
import type { Detector, InferOptions } from './detector.js';
import { INFER_RULES } from './detectRules.js';
import type { NetworkOutput } from './network.js';
import type { Raster } from './photo/photo.js';

/**
 * A detector that runs the network on each view of a picture once, for a caller that mirrors one photo several times. Outputs are kept
 * as long as the picture; a view is inferred again only where feature maps are wanted and were not kept.
 *
 * @param detector which the caller still has to dispose of
 */
export function cacheInference(detector: Detector): Detector {
  const known = new WeakMap<Raster, Map<string, NetworkOutput>>();
  return {
    ...detector,
    infer: async (picture, views, options: InferOptions = {}) => {
      // Here as well: the detector is not asked for views that are known.
      checkOptions('infer', options, INFER_RULES);
      const outputs = known.get(picture) ?? new Map<string, NetworkOutput>();
      known.set(picture, outputs);
      const isKnown = (view: Box) => {
        const output = outputs.get(keyOf(view));
        return output !== undefined && (output.maps !== undefined || !options.withMaps);
      };
      const missing = views.filter((view) => !isKnown(view));
      if (missing.length > 0) {
        const inferred = await detector.infer(picture, missing, options);
        for (const [i, view] of missing.entries()) {
          outputs.set(keyOf(view), inferred[i] as NetworkOutput);
        }
      }
      return views.map((view) => outputs.get(keyOf(view)) as NetworkOutput);
    },
  };
}

function keyOf({ x, y, width, height }: Box): string {
  return `${x} ${y} ${width} ${height}`;
}
