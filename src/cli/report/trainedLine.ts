import { shellWord } from '../../collection/training/trainCommand.js';
import { countedTempoBpm, metreText, type SoundObject } from '../../index.js';
import { groupBy } from '../../math/groupBy.js';
import type { LearnedTake, TrainedObject } from '../../workers/trainOne.js';
import { barTempi, beatsLine, isHardlySure, tempoRange } from './beatsLines.js';
import { clockTime, count } from './format.js';
import { groupNotes } from './groupNotes.js';

type Learned = Pick<TrainedObject, 'takes'>;

/**
 * The one line of a finished training: what was learned.
 * @example 'kettle  learned 3 takes, 2:10 of music, 76–92 bpm in 4/4'
 */
export function trainedLine(name: string, { takes }: Learned): string {
  const music = `${clockTime(Math.round(secondsOf(takes)))} of music`;
  return [`${name}  learned ${count(takes.length, 'take')}`, music, tempiText(takes)].join(', ');
}

/**
 * What was put right or left out of an object's recordings, said once of those that have it in common.
 *
 * @param options.told file names of takes of which it was said before
 */
export function skippedNotes(
  { name, recordings }: Pick<SoundObject, 'name' | 'recordings'>,
  { skipped, told }: Pick<TrainedObject, 'skipped'> & { readonly told: readonly string[] },
): string[] {
  const paths = recordings.map(({ path }) => path);
  const beginnings = told.map((take) => `${take.normalize('NFC')}: `);
  const isNew = (line: string) => !beginnings.some((beginning) => line.startsWith(beginning));
  return groupNotes(skipped.filter(isNew), paths).map((line) => `${name}: ${line}`);
}

/** Seconds below which an object has little to say: a phrase of 16 bars is most of a minute by itself. */
const LITTLE_MUSIC_SECONDS = 60;

/**
 * What a musician can do for an object, a line each.
 *
 * @param options.areBeatsTold whether a line about the beats of each recording was shown already
 */
export function adviceLines(
  name: string,
  { takes, areBeatsTold }: Learned & { readonly areBeatsTold: boolean },
): string[] {
  const seconds = secondsOf(takes);
  const adding = `\`mirror add ${shellWord(name)} <recordings>\``;
  const told = areBeatsTold ? [] : takes.filter((take) => isFree(take) || isHardlySure(take));
  return [
    ...(seconds < LITTLE_MUSIC_SECONDS
      ? [
          `${name}: ${Math.round(seconds)} s of music are soon repeated. Add more with ${adding}; each starter object has about ten minutes.`,
        ]
      : []),
    ...(takes.length === 1
      ? [`${name}: one take only, so it plays much like it. Add another with ${adding}.`]
      : []),
    ...told.map((take) => `${name}: ${beatsLine(take)}`),
    ...(told.some(isHardlySure)
      ? [
          `${name}: a hint is given with \`mirror add ${shellWord(name)} <recording> --tempo … --metre …\`.`,
        ]
      : []),
  ];
}

function isFree({ beats }: LearnedTake): boolean {
  return beats.tempoBpm === null;
}

function secondsOf(takes: readonly LearnedTake[]): number {
  return takes.reduce((sum, { seconds }) => sum + seconds, 0);
}

/**
 * The tempi from the slowest to the fastest bar, and the metres, each once; of free takes that they are free. Tempi
 * are of the beats that are counted, so that eighths of 7/8 stand beside no quarters: those that are counted alike
 * share a range.
 */
function tempiText(takes: readonly LearnedTake[]): string {
  const played = takes.flatMap(({ beats, isOwnGrid }) =>
    beats.metre === null || beats.tempoBpm === null
      ? []
      : [{ metre: beats.metre, tempi: isOwnGrid ? barTempi(beats) : [beats.tempoBpm] }],
  );
  if (played.length === 0) return 'free of a beat';
  const counted = groupBy(played, ({ metre }) => countedTempoBpm(1, metre));
  const ranges = [...counted.values()].map((alike) => {
    const metres = [...new Set(alike.map(({ metre }) => metreText(metre)))];
    return `${tempoRange(alike.flatMap(({ tempi }) => tempi))} bpm in ${metres.join(' and ')}`;
  });
  const free = takes.filter(isFree).length;
  return [...ranges, ...(free > 0 ? [`${free} free`] : [])].join(', ');
}
