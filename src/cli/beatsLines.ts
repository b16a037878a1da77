import { type BeatHints, type Beats, metreText } from '../index.js';

/** What is to tell of one recording. */
export interface ToldBeats {
  /** As the caller wrote it, or the name under which it stands in a collection. */
  readonly name: string;
  readonly beats: Beats;
  /** Whether they are its own. */
  readonly isOwnGrid: boolean;
  /** Whether what a person said counts more than a grid of its own. */
  readonly overridesGrid: boolean;
  /** What a person said of them. */
  readonly hints: BeatHints;
}

/** From this confidence on, beats are called sure. */
const SURE = 0.7;

/** Below this one, they are hardly sure, and a hint is asked for. */
const HARDLY_SURE = 0.4;

/** What was found in a recording, and what settles a doubt; fits 80 columns with a usual name. */
export function beatsLine(told: ToldBeats): string {
  const { name, beats, isOwnGrid, overridesGrid, hints } = told;
  const tempo = tempoText(beats);
  if (tempo === undefined) return `${name}: free, no beat found: it has no say in tempo and metre`;
  if (isOwnGrid) return `${name}: keeps its own bars and beats, ${tempo}`;
  if (isHardlySure(told)) {
    return `${name}: ${tempo}, hardly sure: \`${settlingOptions(beats)}\` settles it`;
  }
  const [firstBar] = beats.downbeats;
  const where = firstBar === undefined ? '' : `, first bar at ${firstBar.toFixed(1)} s`;
  const how = isSettled(hints) ? 'as you said' : sureness(beats.confidence);
  return `${name}: ${tempo}${where}, ${how}${overridesGrid ? ', not its own grid' : ''}`;
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
  const { tempoBpm, metre, confidence } = beats;
  return {
    file,
    tempoBpm: tempoBpm === null ? null : thousandths(tempoBpm),
    metre: metre === null ? null : metreText(metre),
    confidence: thousandths(confidence),
    beats: beats.beats.map(thousandths),
    downbeats: beats.downbeats.map(thousandths),
  };
}

/** The hints that say what was found; a person changes what is wrong in them. */
export function settlingOptions({ tempoBpm, metre }: Beats): string {
  return `--tempo ${Math.round(tempoBpm ?? 0)} --metre ${metre ? metreText(metre) : '4/4'}`;
}

function tempoText({ tempoBpm, metre }: Beats): string | undefined {
  if (tempoBpm === null || metre === null) return undefined;
  return `${Math.round(tempoBpm)} bpm in ${metreText(metre)}`;
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
