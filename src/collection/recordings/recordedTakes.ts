import { basename, join, parse } from 'node:path';
import { nearestNames } from '../../checks/nearestNames.js';
import { MirrorError } from '../../errors.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { byName, foldCase } from '../names/byName.js';
import { AUDIO_ENDING, MIDI_ENDING } from '../names/recordingName.js';
import type { SoundObject } from '../soundObject.js';

/** How the name of a file goes on that is kept beside a recording: its beats, or an older transcription. */
const KEPT_BESIDE = /(?:\.beats\.json|\.old-\d+(?:\.beats\.json)?)$/i;

/** What goes together when recordings are taken away. */
export interface TakeFiles {
  /** The recordings themselves, audio and its transcription each, by name. */
  readonly recordings: readonly string[];
  /** These and all that is kept beside them, as the disk writes the names. */
  readonly names: readonly string[];
}

/**
 * The files of an object that belong to some of its recordings: audio with its transcription, what is known of the beats, and older
 * transcriptions.
 *
 * @param wanted file names, or paths that end in them; capitals make no difference where only one is meant
 * @throws MirrorError `usage` with the nearest names for a recording there is not
 */
export async function findTakes(
  object: SoundObject,
  wanted: readonly string[],
): Promise<TakeFiles> {
  const entries = await listEntries(join(object.folder, 'recordings'));
  const files = entries.map(({ name }) => name).filter((name) => !name.startsWith('.'));
  const takes = files.filter((name) => isTake(name.normalize('NFC')));
  const stems = wanted.map((each) => stemOf(findTake(object, { takes, wanted: each })));
  const names = files.filter((name) => stems.includes(stemOf(name))).sort(byName);
  return {
    recordings: names.filter((name) => isTake(name)).map((name) => name.normalize('NFC')),
    names,
  };
}

/**
 * What the files of a take have in common; what is kept beside a recording has its name and something more.
 *
 * @example stemOf('Take.mid.beats.json') // 'take'
 */
export function stemOf(file: string): string {
  const name = foldCase(file).replace(KEPT_BESIDE, '');
  return isTake(name) ? parse(name).name : name;
}

/**
 * Where the stem of a take's file ends, in UTF-16 code units of its NFC: small letters may be more than capitals.
 *
 * @example stemLength('\u0130zmir.mid.old-1') // 5
 */
export function stemLength(file: string): number {
  const name = file.normalize('NFC').replace(KEPT_BESIDE, '');
  return isTake(name) ? parse(name).name.length : name.length;
}

function isTake(name: string): boolean {
  return MIDI_ENDING.test(name) || AUDIO_ENDING.test(name);
}

function findTake(
  object: SoundObject,
  { takes, wanted }: { readonly takes: readonly string[]; readonly wanted: string },
): string {
  const name = basename(wanted).normalize('NFC');
  const exact = takes.find((take) => take.normalize('NFC') === name);
  const alike = takes.filter((take) => foldCase(take) === foldCase(name));
  const found = exact ?? (alike.length === 1 ? alike[0] : undefined);
  if (found !== undefined) return found;
  const nearest = nearestTakes(name, takes);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.join(' or ')}?`
      : `It has ${takes.slice(0, 3).join(', ') || 'none'}${takes.length > 3 ? ' and others' : ''}.`;
  throw new MirrorError(
    'usage',
    `Expected a recording of ${object.name} but received ${JSON.stringify(wanted)}. ${remedy}`,
  );
}

/** The takes that a name may mean: the ending is easily left out, and counts for nothing then. */
function nearestTakes(name: string, takes: readonly string[]): readonly string[] {
  const nearest = nearestNames(name, takes);
  if (nearest.length > 0) return nearest;
  const stems = takes.map((take) => parse(take).name);
  const meant = nearestNames(name, stems);
  return takes.filter((_, i) => meant.includes(stems[i] as string));
}
