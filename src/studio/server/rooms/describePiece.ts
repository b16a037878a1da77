import { makeUpGainDb } from '../../../composition/loudness/makeUpGain.js';
import type { SoundMirror } from '../../../index.js';
import type { PieceAnswer, TrackAnswer } from '../../protocol/answers.js';
import { packNotes } from '../../protocol/packedNotes.js';

/** What the page draws and plays of a piece. */
export function describePiece({ score, report, played }: SoundMirror): PieceAnswer {
  const { title, tempoBpm, timeSignature, key, lengthTicks, parts } = score;
  const tracks = parts.map((part, i): TrackAnswer => {
    const { matched } = played[i] as SoundMirror['played'][number];
    const { object, labels, taught = false, areaShare, boxes } = matched;
    const { name, midiChannel, program, gainDb, trimDb = 0, pan } = part;
    return {
      name,
      object: object.name,
      idea: object.text.trim(),
      labels,
      taught,
      areaShare,
      boxes,
      midiChannel,
      program,
      gainDb,
      trimDb,
      pan,
      notes: packNotes(part.notes),
    };
  });
  const { seed, bars, detections, unheard: unmatched, notes } = report;
  return {
    title,
    seed,
    tempoBpm,
    timeSignature,
    key: key ?? null,
    bars,
    lengthTicks,
    makeUpDb: makeUpGainDb(score),
    detections,
    tracks,
    unmatched,
    notes,
  };
}
