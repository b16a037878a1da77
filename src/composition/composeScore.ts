import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { keySignatureOf } from '../music/keySignature.js';
import { byStart, foldIntoMidiRange, type Note } from '../music/note.js';
import { DRUM_CHANNEL, type Part, type Score } from '../music/score.js';
import { ticksPerBar } from '../music/time.js';
import { voiceName } from './assignVoices.js';
import { limitDensity } from './density/limitDensity.js';
import { extendOverSilence } from './extendOverSilence.js';
import { tonesOf, tonicTriad } from './harmony/chord.js';
import { homeOf } from './harmony/commonKey.js';
import { releaseAtChange } from './harmony/releaseAtChange.js';
import { gainOfArea } from './loudness/gainOfArea.js';
import { type SizedPart, trimsOf } from './loudness/trimsOf.js';
import { closeTogether, extendToEnd, openAtOnce } from './openAndClose.js';
import { panOfBoxes } from './pan.js';
import { PLAYED_RULE } from './pieceRules.js';
import { placeBars } from './placeBars.js';
import type { PiecePlan } from './planPiece.js';
import type { PlayedPiece } from './playTogether.js';
import { separateRegisters } from './registers.js';

/**
 * Lays what was played over one another as the plan says: one part a voice, in the piece's time, as loud as its area, panned to
 * where it stands. Notes are moved, left out, let go earlier and held longer, never added, and keep whatever else they
 * carry.
 *
 * @param options.photoWidth pixels, above 0
 * @throws MirrorError `usage` for a piece without parts, another number of parts than planned, a width that is none,
 *   and an option of another type or of no known name
 */
export function composeScore(
  played: PlayedPiece,
  options: { title: string; photoWidth: number },
): Score {
  checkOptions('composeScore', options, { title: 'string', photoWidth: 'any' });
  checkArguments({ played }, { played: PLAYED_RULE });
  checkComposed(played, options);
  const { plan } = played;
  const { title, photoWidth } = options;
  const { tempoBpm, timeSignature, bars } = plan;
  const shares = plan.parts.map(({ matched }) => matched.areaShare);
  const largest = Math.max(...shares);
  const placed = played.parts.map((part) => placeBars(part.bars, { plan, part }));
  const voices = plan.parts.map(({ semitones }, i) => ({
    notes: placed[i] as readonly Note[],
    semitones,
  }));
  const moves = separateRegisters(voices, ticksPerBar(timeSignature));
  const tuned = placed.map((notes, i) => transpose(notes, moves[i] as number));
  const { commonKey: common } = plan;
  const home = common && homeOf(common);
  const rest = home && tonesOf(tonicTriad(home));
  const released = release(tuned, { plan, harmony: played.harmony });
  const formed = closeTogether(openAtOnce(released, timeSignature), { ...plan, rest });
  const thinned = limitDensity(formed, { ...plan, decoded: tuned, shares });
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
  const key = keySignatureOf(notes.flat(), home);
  const lengthTicks = bars * ticksPerBar(timeSignature);
  return { title, tempoBpm, timeSignature, ...(key && { key }), lengthTicks, parts };
}

function checkComposed({ plan, parts }: PlayedPiece, { photoWidth }: { photoWidth: number }): void {
  if (parts.length === 0 || parts.length !== plan.parts.length) {
    throw new MirrorError(
      'usage',
      `Expected a played part for each of at least one planned part but received ${parts.length} for ${plan.parts.length}.`,
    );
  }
  if (!(photoWidth > 0 && photoWidth < Number.POSITIVE_INFINITY)) {
    throw new MirrorError(
      'usage',
      `Expected photoWidth in pixels, above 0, but received ${photoWidth}.`,
    );
  }
}

/** Lets parts that follow the common harmony let go of their notes as it moves on. */
function release(
  parts: readonly (readonly Note[])[],
  { plan, harmony }: { plan: PiecePlan; harmony: PlayedPiece['harmony'] },
): (readonly Note[])[] {
  if (!harmony) return [...parts];
  const { barTicks, triadTicks, triadAt } = harmony;
  const inBar = Array.from({ length: barTicks / triadTicks }, (_, i) => i * triadTicks);
  const triads = plan.form.bars.flatMap((bar) => inBar.map((ticks) => triadAt({ bar, ticks })));
  return parts.map((notes, i) =>
    (plan.parts[i]?.strength as number) > 0
      ? releaseAtChange(notes, { triads, triadTicks })
      : notes,
  );
}

/** Moves notes by semitones; one that would leave MIDI's range moves an octave back into it. */
function transpose(notes: readonly Note[], semitones: number): Note[] {
  return notes
    .map((note) => ({ ...note, pitch: foldIntoMidiRange(note.pitch + semitones) }))
    .sort(byStart);
}
