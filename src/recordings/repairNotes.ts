import { count } from '../format.js';
import type { Mend } from './midiEvents.js';
import type { MidiFile } from './midiFile.js';
import type { MidiTrack } from './readTrack.js';

/**
 * What had to be put right or left out for a file to be read at all: one sentence each, the tracks first;
 * none for a file as the standard has it.
 *
 * @example repairNotes(file) // ['track 1: 3 real-time or system common messages left out']
 */
export function repairNotes(file: MidiFile): string[] {
  return [...file.tracks.flatMap(trackRepairNotes), ...file.skipped];
}

/** The same of one track's events. */
export function trackRepairNotes(track: MidiTrack): string[] {
  const counts: Record<Mend, number> = { systemMessage: 0, value: 0, number: 0 };
  const unusable: string[] = [];
  for (const event of track.events) {
    if (event.kind === 'mended') counts[event.mend]++;
    if (event.kind === 'unusable') unusable.push(`${event.what} cannot be, left out`);
  }
  const sentences = [
    ...unusable,
    counts.systemMessage > 0 &&
      `${count(counts.systemMessage, 'real-time or system common message')} left out`,
    counts.value > 0 && `${count(counts.value, 'value')} above 127 read as 127`,
    counts.number > 0 &&
      `${count(counts.number, 'pitch, controller or program number')} above 127 read without the top bit`,
  ];
  return sentences.flatMap((sentence) => (sentence ? [`${trackLabel(track)}: ${sentence}`] : []));
}

/** A track as a sentence calls it. */
export function trackLabel(track: MidiTrack): string {
  const name = track.events.find((event) => event.kind === 'trackName')?.text;
  return name
    ? `track ${track.number} «${[...name].slice(0, 40).join('')}»`
    : `track ${track.number}`;
}
