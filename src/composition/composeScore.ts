import { byStart, type Note } from '../music/note.js';
import type { Phrase } from '../music/phrase.js';
import { DRUM_CHANNEL, type Part, type Score } from '../music/score.js';
import { ticksPerBar } from '../music/time.js';
import { semitonesToHarmonise } from './harmonise.js';
import { gainOfArea } from './loudness.js';
import { panOfBoxes } from './pan.js';
import type { PiecePlan, PlannedPart } from './planPiece.js';

/**
 * Lays the phrases over one another as the plan says: one part an object, in the piece's time, as
 * loud as its area, panned to where it stands.
 *
 * @param phrases one a planned part, in the same order, each `phraseTicks` long
 * @param options.photoWidth pixels
 * @param options.harmonise brings all parts to the largest object's key
 */
export function composeScore(
  plan: PiecePlan,
  phrases: readonly Phrase[],
  options: { title: string; photoWidth: number; harmonise: boolean },
): Score {
  const { title, photoWidth, harmonise } = options;
  const lengthTicks = plan.bars * ticksPerBar(plan.timeSignature);
  const notes = plan.parts.map((part, i) => placeNotes(phrases[i] as Phrase, { plan, part }));
  const semitones = harmonise ? semitonesToHarmonise(notes) : notes.map(() => 0);
  const largest = Math.max(...plan.parts.map((part) => part.matched.areaShare));
  const parts = plan.parts.map(({ matched }, rank): Part => {
    return {
      name: matched.object.name,
      midiChannel: rank < DRUM_CHANNEL ? rank : rank + 1,
      program: matched.object.program,
      gainDb: gainOfArea(matched.areaShare, largest),
      pan: panOfBoxes(matched.boxes, photoWidth),
      notes: transpose(notes[rank] as readonly Note[], semitones[rank] as number),
    };
  });
  const { tempoBpm, timeSignature } = plan;
  return { title, tempoBpm, timeSignature, lengthTicks, parts };
}

/** A phrase in the piece's ticks, inside the bars that the plan gives it. */
function placeNotes(
  phrase: Phrase,
  { plan, part }: { plan: PiecePlan; part: PlannedPart },
): Note[] {
  const barTicks = ticksPerBar(plan.timeSignature);
  const endTicks = part.toBar * barTicks;
  return phrase.notes
    .map((note) => {
      const startTicks = part.fromBar * barTicks + Math.round(note.startTicks * part.stretch);
      const durationTicks = Math.max(1, Math.round(note.durationTicks * part.stretch));
      return {
        ...note,
        startTicks,
        durationTicks: Math.min(durationTicks, endTicks - startTicks),
      };
    })
    .filter((note) => note.durationTicks > 0)
    .sort(byStart);
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
