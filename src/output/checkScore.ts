import { checkArguments, type OptionResult } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import type { Note } from '../music/note.js';
import { DRUM_CHANNEL, type Part, type Score } from '../music/score.js';
import { MICROSECONDS_PER_MINUTE, type TempoChange } from '../music/tempo.js';
import type { TimeSignature } from '../music/time.js';
import { MAX_VAR_INT } from './midiBytes.js';

/** The three bytes of a tempo hold at most this many microseconds a quarter. */
const SLOWEST_TEMPO_BPM = MICROSECONDS_PER_MINUTE / 0xffffff;
/** And at least one. */
const FASTEST_TEMPO_BPM = MICROSECONDS_PER_MINUTE;

/** What is given instead by mistake: all that `mirrorPhoto` gives, or a promise. */
const SCORE_RULE: OptionResult = {
  givenBy: '(await mirrorPhoto(photo, options)).score',
  fields: ['timeSignature', 'lengthTicks', 'parts'],
};

/**
 * Refuses what is no score, and a score that no MIDI file could hold: the program that composed it made a mistake.
 *
 * @throws MirrorError `usage`, naming part, field, value and range
 */
export function checkScore(score: Score): void {
  checkArguments({ score }, { score: SCORE_RULE });
  checkText('title', score.title);
  checkTempo('tempoBpm', score.tempoBpm);
  checkMetre('timeSignature', score.timeSignature);
  if (score.firstBar) checkMetre('firstBar', score.firstBar);
  if (score.key) checkWhole('key.tonic', score.key.tonic, { from: 0, to: 11 });
  checkWhole('lengthTicks', score.lengthTicks, { from: 0, to: MAX_VAR_INT });
  checkTempoChanges(score.tempoChanges ?? [], score.lengthTicks);
  checkChannels(score.parts);
  for (const part of score.parts) checkPart(part, score.lengthTicks);
}

function checkTempo(field: string, tempoBpm: number): void {
  checkRange(field, tempoBpm, { from: SLOWEST_TEMPO_BPM, to: FASTEST_TEMPO_BPM });
}

function checkMetre(field: string, { beats, beatUnit }: TimeSignature): void {
  checkWhole(`${field}.beats`, beats, { from: 1, to: 255 });
  checkWhole(`${field}.beatUnit`, beatUnit, { from: 1, to: 128 });
  if (!Number.isInteger(Math.log2(beatUnit))) {
    throw unfit(`${field}.beatUnit`, beatUnit, 'a power of two');
  }
}

/** The first at tick 0, each later than the one before, none beyond the end. */
function checkTempoChanges(changes: readonly TempoChange[], lengthTicks: number): void {
  let from = 0;
  for (const [index, { ticks, tempoBpm }] of changes.entries()) {
    const where = `tempo change ${index + 1}`;
    checkWhole(`${where}, ticks`, ticks, { from, to: index === 0 ? 0 : lengthTicks });
    checkTempo(`${where}, tempoBpm`, tempoBpm);
    from = ticks + 1;
  }
}

function checkChannels(parts: readonly Part[]): void {
  const owners = new Map<number, string>();
  for (const { name, midiChannel } of parts) {
    const where = `part «${name}», midiChannel`;
    checkWhole(where, midiChannel, { from: 0, to: 15 });
    if (midiChannel === DRUM_CHANNEL) throw unfit(where, midiChannel, 'any but the drums’ 9');
    const owner = owners.get(midiChannel);
    if (owner !== undefined) {
      throw unfit(where, midiChannel, `a channel of its own, not that of «${owner}»`);
    }
    owners.set(midiChannel, name);
  }
}

function checkPart(part: Part, lengthTicks: number): void {
  checkText('the name of a part', part.name);
  const where = `part «${part.name}»`;
  checkWhole(`${where}, program`, part.program, { from: 0, to: 127 });
  checkRange(`${where}, gainDb`, part.gainDb, { from: -Infinity, to: 0 });
  checkRange(`${where}, trimDb`, part.trimDb ?? 0, { from: -Infinity, to: 0 });
  checkRange(`${where}, pan`, part.pan, { from: -1, to: 1 });
  for (const [index, note] of part.notes.entries()) {
    checkNote(`${where}, note ${index + 1}`, note, lengthTicks);
  }
}

function checkNote(where: string, note: Note, lengthTicks: number): void {
  checkWhole(`${where}, pitch`, note.pitch, { from: 0, to: 127 });
  checkWhole(`${where}, velocity`, note.velocity, { from: 1, to: 127 });
  checkWhole(`${where}, startTicks`, note.startTicks, { from: 0, to: lengthTicks });
  checkWhole(`${where}, durationTicks`, note.durationTicks, {
    from: 1,
    to: lengthTicks - note.startTicks,
  });
}

function checkText(field: string, value: unknown): void {
  if (typeof value !== 'string') throw unfit(field, value, 'a text');
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function checkWhole(field: string, value: number, range: Range): void {
  if (!Number.isInteger(value)) throw unfit(field, value, 'a whole number');
  checkRange(field, value, range);
}

function checkRange(field: string, value: number, { from, to }: Range): void {
  // Written so that NaN, which is neither above nor below anything, and texts of digits are refused too.
  if (!(typeof value === 'number' && value >= from && value <= to))
    throw unfit(field, value, `${from} to ${to}`);
}

function unfit(field: string, value: unknown, expected: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected a score that MIDI can hold but ${field} is ${value}, not ${expected}. Correct what composed it.`,
  );
}
