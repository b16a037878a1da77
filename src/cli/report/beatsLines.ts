import {
  type BeatHints,
  type Beats,
  countedTempoBpm,
  HINT_TEMPO_BPM,
  metreText,
  type TimeSignature,
} from '../../index.js';

/** What is reported of one recording. */
export interface ToldBeats {
  /** As the caller wrote it, or the name under which it stands in a collection. */
  readonly name: string;
  readonly beats: Beats;
  /** Whether they are its own. */
  readonly isOwnGrid: boolean;
  /** Whether what a person said counts more than a grid of its own. */
  readonly overridesGrid: boolean;
  /** Of a recording on its own grid, where it has several: in the order in which they come. */
  readonly timeSignatures?: readonly TimeSignature[] | undefined;
  /** What a person said of them. */
  readonly hints: BeatHints;
}

/** From this confidence on, beats are called sure. */
const SURE = 0.7;

/** Below this one, they are hardly sure, and a hint is asked for. */
const HARDLY_SURE = 0.4;

/**
 * Beats that are found to be quicker than this may be halves of those that people would tap, however sure they are:
 * seldom is music counted so fast.
 */
const QUICK_BPM = 200;

/** Metres of one recording that a line names. */
const MOST_METRES = 4;

/** The tempo that was found is the one that was said if they differ by no more than this share of it. */
const SAME_TEMPO = 0.02;

/** What was found in a recording, and what settles a doubt; fits 90 columns with a usual name. */
export function beatsLine(told: ToldBeats): string {
  const { name, beats, isOwnGrid, overridesGrid, hints } = told;
  const tempo = tempoText(beats);
  if (tempo === undefined) return `${name}: free, no beat found: it has no say in tempo and metre`;
  if (isOwnGrid) return `${name}: ${ownGridText(told)}${strayTempoText(beats)}`;
  if (isHardlySure(told)) {
    if (isTempoSettled(told)) return `${name}: ${metreDoubtText(told.beats)}`;
    return `${name}: ${tempo}, hardly sure${doubtText(told)}: \`${settlingOptions(told)}\` settles it`;
  }
  const [firstBar] = beats.downbeats;
  const where = firstBar === undefined ? '' : `, first bar at ${firstBar.toFixed(1)} s`;
  const grid = overridesGrid ? ', not its own grid' : '';
  const differs = differsFromSaid(told);
  if (isSettled(hints) && !differs) return `${name}: ${tempo}${where}, as you said${grid}`;
  const said = differs ? `; you said ${hints.tempoBpm}` : '';
  const other = otherText(told);
  if (other !== '') return `${name}: ${tempo}${where}${grid}${other}`;
  return `${name}: ${tempo}${where}, ${sureness(beats.confidence)}${grid}${said}${quickText(told)}`;
}

/** What is kept of a recording on its own grid: its tempi, and its metres, of which one counts all bars that are learned. */
function ownGridText({ beats, timeSignatures = [] }: ToldBeats): string {
  const tempi = `${tempoRange(barTempi(beats))} bpm`;
  const learned = beats.metre ? metreText(beats.metre) : '4/4';
  if (timeSignatures.length < 2) return `keeps its own bars and beats, ${tempi} in ${learned}`;
  const metres = timeSignatures.map(metreText);
  const some = metres.slice(0, MOST_METRES);
  const others = metres.length - some.length;
  const named = others === 0 ? some.join(', ') : `${some.join(', ')} and ${others} more`;
  return `keeps its own beats, ${tempi} in ${named}; its bars are learned as ${learned}`;
}

/** A doubt about a tempo that a file names and to which music is hardly played: another program, or damage, may have put it there. */
function strayTempoText({ tempoBpm, metre }: Beats): string {
  if (tempoBpm === null || metre === null) return '';
  const { least, most } = HINT_TEMPO_BPM;
  // In 7/16 sixteenths are counted.
  const quartersAMinute = tempoBpm / countedTempoBpm(1, metre);
  if (quartersAMinute >= least && quartersAMinute <= most) return '';
  const pace = quartersAMinute > most ? 'fast' : 'slow';
  return `; so ${pace}? Check the file's tempo`;
}

/** @example tempoRange([92.2, 104]) // '92–104' */
export function tempoRange(tempi: readonly number[]): string {
  const [slowest, fastest] = [Math.min(...tempi), Math.max(...tempi)].map(Math.round);
  return slowest === fastest ? `${slowest}` : `${slowest}–${fastest}`;
}

/** The tempi of the slowest and the fastest bar of a recording on its own grid; its tempo alone where all are as good as equal. */
export function barTempi({ tempoBpm, beats, downbeats }: Beats): number[] {
  const bars = downbeats.slice(1).map((end, i) => end - (downbeats[i] as number));
  // Beats before the first downbeat are an upbeat.
  const [first, second] = downbeats.slice(0, 2).map((downbeat) => beats.indexOf(downbeat));
  const beatsPerBar = (second ?? 0) - (first ?? 0);
  const [slowest, fastest] = [
    bars.reduce((longest, seconds) => Math.max(longest, seconds), 0),
    bars.reduce((shortest, seconds) => Math.min(shortest, seconds), Infinity),
  ].map((seconds) => (60 * beatsPerBar) / seconds) as [number, number];
  const isSteady = beatsPerBar < 1 || fastest <= (1 + SAME_TEMPO) * slowest;
  return isSteady ? [tempoBpm ?? 0] : [slowest, fastest];
}

/** What to type where half or twice as many beats explain the notes about as well: then nothing is sure. */
function otherText({ beats, hints }: Pick<ToldBeats, 'beats' | 'hints'>): string {
  if (beats.otherTempoBpm === undefined || hints.tempoBpm !== undefined) return '';
  const other = Math.round(beats.otherTempoBpm);
  return `, or ${other} bpm: say \`--tempo ${other}\``;
}

/** What to type where the beats are so quick that they may be halves. */
function quickText({ beats, hints }: Pick<ToldBeats, 'beats' | 'hints'>): string {
  const { tempoBpm, metre } = beats;
  if (tempoBpm === null || metre === null || hints.tempoBpm !== undefined) return '';
  // In 7/8 eighths are counted, and may well be as quick.
  const isShort = countedTempoBpm(1, metre) > 1;
  if (tempoBpm <= QUICK_BPM || isShort) return '';
  return `; twice too fast? \`--tempo ${Math.round(tempoBpm / 2)}\``;
}

/** Whether a person should say what the beats are. */
export function isHardlySure({
  beats,
  isOwnGrid,
  hints,
}: Pick<ToldBeats, 'beats' | 'isOwnGrid' | 'hints'>): boolean {
  const isFound = beats.tempoBpm !== null && !isOwnGrid;
  return isFound && beats.confidence < HARDLY_SURE && !isSettled(hints);
}

/** The record of one JSON line; other programs rely on these names. Seconds from the start of the file. */
export function beatsRecord(file: string, beats: Beats) {
  const { tempoBpm, otherTempoBpm, metre, confidence } = beats;
  return {
    file,
    tempoBpm: tempoBpm === null ? null : thousandths(tempoBpm),
    ...(otherTempoBpm !== undefined && { otherTempoBpm: thousandths(otherTempoBpm) }),
    metre: metre === null ? null : metreText(metre),
    confidence: thousandths(confidence),
    beats: beats.beats.map(thousandths),
    downbeats: beats.downbeats.map(thousandths),
  };
}

/** A doubt that is left where the tempo is as it was said, and nothing was said of the metre. */
function metreDoubtText({ tempoBpm, metre }: Beats): string {
  const found = metre ? metreText(metre) : '4/4';
  return `${Math.round(tempoBpm ?? 0)} bpm, as you said, in ${found}, hardly sure: \`--metre ${found}\` as well settles it`;
}

/** What a person should check of a tempo that is in doubt: half or twice as many beats are what is usually mistaken. */
function doubtText(told: Pick<ToldBeats, 'beats' | 'hints'>): string {
  const { beats, hints } = told;
  if (differsFromSaid(told)) return ` (you said ${hints.tempoBpm})`;
  const tempoBpm = beats.tempoBpm ?? 0;
  const others = [tempoBpm / 2, tempoBpm * 2].filter(
    (each) => each >= HINT_TEMPO_BPM.least && each <= HINT_TEMPO_BPM.most,
  );
  return ` (or ${others.map(Math.round).join(' or ')})`;
}

/** The hints that settle it as it was said or, where nothing was said, as it was found; a person changes what is wrong in them. */
function settlingOptions({ beats, hints }: Pick<ToldBeats, 'beats' | 'hints'>): string {
  const tempoBpm = hints.tempoBpm ?? Math.round(beats.tempoBpm ?? 0);
  const metre = hints.metre ?? beats.metre;
  return `--tempo ${tempoBpm} --metre ${metre ? metreText(metre) : '4/4'}`;
}

/** Whether a tempo was said and another one found: a hint draws the beats near it, it does not set them. */
function differsFromSaid({ beats, hints }: Pick<ToldBeats, 'beats' | 'hints'>): boolean {
  if (hints.tempoBpm === undefined || beats.tempoBpm === null) return false;
  return Math.abs(beats.tempoBpm - hints.tempoBpm) > SAME_TEMPO * hints.tempoBpm;
}

function tempoText({ tempoBpm, metre }: Beats): string | undefined {
  if (tempoBpm === null || metre === null) return undefined;
  return `${Math.round(tempoBpm)} bpm in ${metreText(metre)}`;
}

function isTempoSettled(told: Pick<ToldBeats, 'beats' | 'hints'>): boolean {
  return told.hints.tempoBpm !== undefined && !differsFromSaid(told);
}

function isSettled({ tempoBpm, metre }: BeatHints): boolean {
  return tempoBpm !== undefined && metre !== undefined;
}

function sureness(confidence: number): string {
  if (confidence >= SURE) return 'sure';
  return confidence < HARDLY_SURE ? 'hardly sure' : 'fairly sure';
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
