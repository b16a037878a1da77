import { MirrorError } from '../errors.js';
import { keySignatureOf } from '../music/keySignature.js';
import { byStart, type Note } from '../music/note.js';
import type { Phrase } from '../music/phrase.js';
import { DRUM_CHANNEL, type Part, type Score } from '../music/score.js';
import { ticksPerBar } from '../music/time.js';
import { voiceName } from './assignVoices.js';
import { extendOverSilence } from './extendOverSilence.js';
import { pitchesOfRest, semitonesToHarmonise } from './harmonise.js';
import { limitDensity } from './limitDensity.js';
import { gainOfArea } from './loudness/gainOfArea.js';
import { type SizedPart, trimsOf } from './loudness/trimsOf.js';
import { closeTogether, extendToEnd, openAtOnce } from './openAndClose.js';
import { panOfBoxes } from './pan.js';
import { cutPassages } from './passages.js';
import { placePassages } from './placePassages.js';
import type { PiecePlan } from './planPiece.js';
import { separateRegisters } from './registers.js';

/**
 * Lays the phrases over one another as the plan says: one part a voice, in the piece's time, as
 * loud as its area, panned to where it stands. Notes are moved, left out and held longer, never added,
 * and keep whatever else they carry.
 *
 * @param phrases one a planned part, in the same order, each `phraseTicks` long
 * @param options.photoWidth pixels, above 0
 * @param options.harmonise brings all parts to the largest object's key
 * @throws MirrorError `usage` for a plan without parts, another number of phrases, or a width that is none
 */
export function composeScore(
  plan: PiecePlan,
  phrases: readonly Phrase[],
  options: { title: string; photoWidth: number; harmonise: boolean },
): Score {
  checkComposed(plan, { phrases, photoWidth: options.photoWidth });
  const { title, photoWidth, harmonise } = options;
  const { tempoBpm, timeSignature, bars } = plan;
  const shares = plan.parts.map(({ matched }) => matched.areaShare);
  const largest = Math.max(...shares);
  const passages = plan.parts.map((part, i) => cutPassages(phrases[i] as Phrase, { plan, part }));
  const placed = placePassages(plan, passages);
  const moves = semitonesOf(placed, { harmonise, barTicks: ticksPerBar(timeSignature) });
  const tuned = placed.map((notes, i) => transpose(notes, moves[i] as number));
  const rest = harmonise ? pitchesOfRest(tuned) : undefined;
  const formed = closeTogether(openAtOnce(tuned, timeSignature), { ...plan, rest });
  const thinned = limitDensity(formed, { ...plan, shares });
  const notes = extendToEnd(extendOverSilence(thinned, plan), plan);
  const sized = plan.parts.map(({ matched }, i) => ({
    notes: notes[i] as readonly Note[],
    program: matched.object.program,
    areaShare: matched.areaShare,
    gainDb: gainOfArea(matched.areaShare, largest),
  }));
  const trims = trimsOf(sized, { tempoBpm });
  const parts = plan.parts.map(({ matched }, rank): Part => {
    const { notes: own, gainDb } = sized[rank] as SizedPart;
    return {
      name: voiceName(matched),
      midiChannel: rank < DRUM_CHANNEL ? rank : rank + 1,
      program: matched.object.program,
      gainDb,
      trimDb: trims[rank] as number,
      pan: panOfBoxes(matched.boxes, photoWidth),
      notes: own,
      semitones: moves[rank] as number,
      thinned: (placed[rank] as readonly Note[]).length - own.length,
    };
  });
  const key = keySignatureOf(notes.flat());
  const lengthTicks = bars * ticksPerBar(timeSignature);
  return { title, tempoBpm, timeSignature, ...(key && { key }), lengthTicks, parts };
}

function checkComposed(
  { parts }: PiecePlan,
  { phrases, photoWidth }: { phrases: readonly Phrase[]; photoWidth: number },
): void {
  if (parts.length === 0 || phrases.length !== parts.length) {
    throw new MirrorError(
      'usage',
      `Expected a phrase for each of at least one planned part but received ${phrases.length} for ${parts.length}.`,
    );
  }
  if (!(photoWidth > 0 && photoWidth < Number.POSITIVE_INFINITY)) {
    throw new MirrorError(
      'usage',
      `Expected photoWidth in pixels, above 0, but received ${photoWidth}.`,
    );
  }
}

/** What brings the parts into one key, unless each is to keep its own, and out of each other's register. */
function semitonesOf(
  parts: readonly (readonly Note[])[],
  { harmonise, barTicks }: { harmonise: boolean; barTicks: number },
): number[] {
  const semitones = harmonise ? semitonesToHarmonise(parts) : parts.map(() => 0);
  const voices = parts.map((notes, i) => ({ notes, semitones: semitones[i] as number }));
  return separateRegisters(voices, barTicks);
}

/** Moves notes by semitones; one that would leave MIDI's range moves an octave back into it. */
function transpose(notes: readonly Note[], semitones: number): Note[] {
  return notes
    .map((note) => {
      const pitch = note.pitch + semitones;
      return { ...note, pitch: pitch > 127 ? pitch - 12 : pitch < 0 ? pitch + 12 : pitch };
    })
    .sort(byStart);
}
