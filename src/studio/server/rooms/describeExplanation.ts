import type { ScoreExplanation } from '../../../index.js';
import type { ExplanationAnswer } from '../../protocol/explanation.js';

/** What the page says of a note that is looked at. */
export function describeExplanation({ parts }: ScoreExplanation): ExplanationAnswer {
  const tracks = parts.map(({ notes, missing }) => {
    const files = [...new Set(notes.flatMap(({ nearest }) => nearest?.file ?? []))];
    const origins = notes.map(({ nearest, box }) => {
      if (nearest === undefined) return [-1, 0, 0, box] as const;
      const milliseconds = Math.round(1000 * nearest.seconds);
      return [files.indexOf(nearest.file), milliseconds, nearest.runLength, box] as const;
    });
    return { files, origins, missing };
  });
  return { tracks };
}
