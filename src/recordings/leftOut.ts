import { count } from '../format.js';
import { isDrumEvent, type MidiEvent } from './midiEvents.js';
import type { MidiFile } from './midiFile.js';
import type { MidiTrack } from './readTrack.js';
import { trackLabel, trackRepairNotes } from './repairNotes.js';
import type { SoundingNotes } from './soundingNotes.js';

/**
 * What of a file is not in its performance, and why: one sentence each, in the order of the tracks.
 *
 * @example leftOut(file, sounding) // ['track 3 «Drums»: 212 notes on channel 10 are drums, left out']
 */
export function leftOut(file: MidiFile, sounding: SoundingNotes): string[] {
  return [
    ...(file.clock === 'frames' ? [readAtFixedTempo(file)] : []),
    ...file.tracks.flatMap(leftOutOfTrack),
    ...(sounding.unreleased > 0 ? [endWithFile(sounding.unreleased, 'never released')] : []),
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

function leftOutOfTrack(track: MidiTrack): string[] {
  const label = trackLabel(track);
  if (!track.events.some(isUsed)) return [`${label} has no notes`, ...trackRepairNotes(track)];
  const drums = countDrums(track);
  const bends = track.events.filter((event) => event.kind === 'pitchBend').length;
  return [
    ...(drums > 0
      ? [`${label}: ${count(drums, 'note')} on channel 10 ${are(drums)} drums, left out`]
      : []),
    ...(bends > 0
      ? [`${label}: ${count(bends, 'pitch bend')} left out, the notes keep their own pitch`]
      : []),
    ...trackRepairNotes(track),
  ];
}

/** Whether a track has a reason to be there: a conductor track and a pedal track have no notes either. */
function isUsed(event: MidiEvent): boolean {
  if (event.kind === 'controller') return event.controller === 64 && event.value >= 64;
  return ['noteOn', 'tempo', 'timeSignature', 'pitchBend', 'unusable'].includes(event.kind);
}

function isTempo(event: MidiEvent): boolean {
  return event.kind === 'tempo';
}

function endWithFile(notes: number, why: string): string {
  return notes === 1
    ? `1 note was ${why}; it ends with the file`
    : `${notes} notes were ${why}; they end with the file`;
}

function are(many: number): string {
  return many === 1 ? 'is' : 'are';
}
