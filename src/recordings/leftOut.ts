import { count } from '../format.js';
import { isDrumEvent, type MidiEvent } from './midiEvents.js';
import type { MidiFile } from './midiFile.js';
import type { MidiTrack } from './readTrack.js';
import { trackLabel, trackRepairNotes } from './repairNotes.js';
import type { SoundingNotes } from './soundingNotes.js';

/** The value of a pitch wheel at its centre. */
const NO_BEND = 8192;

/**
 * What of a file is not in its performance, and why: one sentence each, in the order of the tracks; pitch
 * bends are one sentence for all tracks.
 *
 * @example leftOut(file, sounding) // ['track 3 «Drums»: 212 notes on channel 10 are drums, left out']
 */
export function leftOut(file: MidiFile, sounding: SoundingNotes): string[] {
  return [
    ...(file.clock === 'frames' ? [readAtFixedTempo(file)] : []),
    ...leftOutBends(file.tracks),
    ...file.tracks.flatMap(leftOutOfTrack),
    ...neverReleased(sounding),
    ...(sounding.undamped > 0 ? [endWithFile(sounding.undamped, 'left in the pedal')] : []),
    ...file.skipped,
  ];
}

/** How many notes of a track are drums. */
export function countDrums(track: MidiTrack): number {
  return track.events.filter((event) => event.kind === 'noteOn' && isDrumEvent(event)).length;
}

function readAtFixedTempo(file: MidiFile): string {
  const tempos = file.tracks.flatMap((track) => track.events.filter(isTempo)).length;
  const counts = 'the file counts film frames, not beats: laid out at 120 quarter notes a minute';
  return tempos === 0 ? counts : `${counts}, ${count(tempos, 'tempo event')} left out`;
}

function leftOutBends(tracks: readonly MidiTrack[]): string[] {
  const bends = tracks.map((track) => track.events.filter(isBend).length);
  const bent = tracks.filter((_, at) => bends[at] !== 0);
  const [track] = bent;
  if (!track) return [];
  const all = bends.reduce((sum, many) => sum + many, 0);
  const left = `${count(all, 'pitch bend')} left out, the notes keep their own pitch`;
  return [`${bent.length === 1 ? trackLabel(track) : `${bent.length} tracks`}: ${left}`];
}

function leftOutOfTrack(track: MidiTrack): string[] {
  const label = trackLabel(track);
  if (!track.events.some(isUsed)) return [`${label} has no notes`, ...trackRepairNotes(track)];
  const drums = countDrums(track);
  return [
    ...(drums > 0
      ? [`${label}: ${count(drums, 'note')} on channel 10 ${are(drums)} drums, left out`]
      : []),
    ...trackRepairNotes(track),
  ];
}

/** Whether a track has a reason to be there: a conductor track and a pedal track have no notes either. */
function isUsed(event: MidiEvent): boolean {
  if (event.kind === 'controller') return event.controller === 64 && event.value >= 64;
  return isBend(event) || ['noteOn', 'tempo', 'timeSignature', 'unusable'].includes(event.kind);
}

/** Many programs open a track with a pitch wheel at its centre, which bends nothing. */
function isBend(event: MidiEvent): boolean {
  return event.kind === 'pitchBend' && event.value !== NO_BEND;
}

function isTempo(event: MidiEvent): boolean {
  return event.kind === 'tempo';
}

function neverReleased({ unreleased, restruck }: SoundingNotes): string[] {
  if (restruck === 0) return unreleased > 0 ? [endWithFile(unreleased, 'never released')] : [];
  const [were, end] = unreleased + restruck === 1 ? ['was', 'it ends'] : ['were', 'they end'];
  const orWithFile = unreleased > 0 ? ', or with the file' : '';
  const notes = count(unreleased + restruck, 'note');
  return [`${notes} ${were} never released; ${end} at the next note of the pitch${orWithFile}`];
}

function endWithFile(notes: number, why: string): string {
  return notes === 1
    ? `1 note was ${why}; it ends with the file`
    : `${notes} notes were ${why}; they end with the file`;
}

function are(many: number): string {
  return many === 1 ? 'is' : 'are';
}
