import type { Score } from '../../music/score.js';
import type { BackendName } from '../../tensors/backend.js';
import type { Detection } from '../../vision/detection.js';
import type { Detector } from '../../vision/detector.js';
import type { Players } from '../gatherPlayers.js';
import type { UnmatchedLabel } from '../matchObjects.js';
import type { PiecePlan } from '../planPiece.js';

/** What was seen and who answers it, in figures. */
export interface MirrorReport {
  /** Size of the upright photo in pixels. */
  readonly photo: { readonly width: number; readonly height: number };
  readonly seed: number;
  readonly tempoBpm: number;
  readonly bars: number;
  /** Where the detector ran; absent where the detections come from elsewhere. */
  readonly backend?: BackendName;
  readonly detections: readonly Detection[];
  /** As in the score: the largest first, the voices of an object next to one another. */
  readonly tracks: readonly TrackReport[];
  /** Seen, but without recordings or without a trained decoder; largest first. */
  readonly unheard: readonly UnmatchedLabel[];
  /** One line each: what a user should know and could change. */
  readonly notes: readonly string[];
}

export interface TrackReport {
  readonly object: string;
  /** Which of the object's voices, from 1, the largest. */
  readonly instance: number;
  /** How many voices the object has. */
  readonly instances: number;
  /** Of the part in the score: the object's name, with the instance behind it where there are several. */
  readonly name: string;
  /** What was seen of the labels it answers to. */
  readonly labels: readonly string[];
  /** Whether any of it was seen itself, as it was taught, and not as a label; absent where nothing was. */
  readonly taught?: true;
  /** 0–1 of the photo. */
  readonly areaShare: number;
  readonly gainDb: number;
  /** What is taken off besides, for an instrument, a register and a touch that are louder than others', −36 to 0. */
  readonly trimDb: number;
  readonly pan: number;
  /** 0–15, as in the file. */
  readonly midiChannel: number;
  /** General MIDI program, 0–127. */
  readonly program: number;
  /** How many notes it plays. */
  readonly notes: number;
  /** Semitones that it was moved by, for the common key and out of others' register. */
  readonly semitones: number;
  /** How many notes of its phrase were left out, so that the piece does not crowd and comes to rest. */
  readonly thinned: number;
}

/** Gathers the report of a mirror from what its stages gave. */
export function reportMirror(
  score: Score,
  stages: {
    plan: PiecePlan;
    photo: { width: number; height: number };
    seed: number;
    detector?: Pick<Detector, 'backend'>;
    detections: readonly Detection[];
    unmatched: readonly UnmatchedLabel[];
    gathered: Players;
  },
): MirrorReport {
  const { plan, photo, seed, detector, detections, unmatched, gathered } = stages;
  const tracks = score.parts.map((part, i) => {
    const { object, instance, instances, labels, taught, areaShare } = (
      plan.parts[i] as PiecePlan['parts'][number]
    ).matched;
    const { gainDb, pan, midiChannel, program } = part;
    const { trimDb = 0, semitones = 0, thinned = 0, notes } = part;
    return {
      object: object.name,
      instance,
      instances,
      name: part.name,
      labels,
      ...(taught && { taught }),
      areaShare,
      gainDb,
      trimDb,
      pan,
      midiChannel,
      program,
      notes: notes.length,
      semitones,
      thinned,
    };
  });
  return {
    photo: { width: photo.width, height: photo.height },
    seed,
    tempoBpm: score.tempoBpm,
    bars: plan.bars,
    ...(detector && { backend: detector.backend.name }),
    detections,
    tracks,
    unheard: [...unmatched, ...gathered.unmatched].sort((a, b) => b.areaShare - a.areaShare),
    notes: gathered.notes,
  };
}
