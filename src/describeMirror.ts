import { checkArguments, checkOptions, type OptionResult } from './checks/checkOptions.js';
import { explainForm, type FormExplanation } from './composition/explanation/explainForm.js';
import { type MirrorReport, reportMirror } from './composition/explanation/report.js';
import type { PlayedPart } from './composition/playing/playedPart.js';
import type { Score } from './music/score.js';
import type { Composition } from './openComposer.js';
import type { Detection } from './vision/detection.js';
import type { Detector } from './vision/detector.js';
import { PHOTO_RULE } from './vision/detectRules.js';
import type { Photo } from './vision/photo/photo.js';

/** What a photo became. */
export interface SoundMirror {
  readonly score: Score;
  readonly report: MirrorReport;
  /** The upright photo that was looked at. */
  readonly photo: Photo;
  /** In the order of the score's parts. */
  readonly played: readonly PlayedPart[];
  /** Why the piece goes as it goes. */
  readonly form: FormExplanation;
}

const COMPOSITION_RULE: OptionResult = {
  givenBy: 'await compose(detections)',
  fields: ['score', 'played', 'gathered'],
};

const SEEN_RULES = {
  photo: 'any',
  detector: 'any',
  detections: 'any',
  notes: 'array',
} as const;

/**
 * What there is to say of a composition, and what `drawRoom` draws of it.
 *
 * @param seen.detector that saw them; left out where they come from elsewhere
 * @param seen.detections of which it was composed
 * @param seen.notes one line each, said before those of the composition
 * @throws MirrorError `usage` for what is no composition, no photo or no detections, and for an option of no known
 *   name
 */
export function describeMirror(
  composition: Composition,
  seen: {
    readonly photo: Photo;
    readonly detector?: Pick<Detector, 'backend'> | undefined;
    readonly detections: readonly Detection[];
    readonly notes?: readonly string[] | undefined;
  },
): SoundMirror {
  checkOptions('describeMirror', seen, SEEN_RULES);
  checkArguments({ composition }, { composition: COMPOSITION_RULE });
  const { score, played, ...stages } = composition;
  const { photo, detections, notes = [] } = seen;
  checkArguments({ photo, detections }, { photo: PHOTO_RULE, detections: 'array' });
  const report = reportMirror(score, { ...stages, ...seen });
  return {
    score,
    report: { ...report, notes: [...notes, ...report.notes] },
    photo,
    played: played.parts,
    form: explainForm(played),
  };
}
