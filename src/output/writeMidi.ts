import type { Part, Score } from '../music/score.js';
import { steadyTempo } from '../music/tempo.js';
import { TICKS_PER_QUARTER, ticksPerBar } from '../music/time.js';
import { checkScore } from './checkScore.js';
import {
  headerChunk,
  keySignature,
  type TimedMessage,
  timeSignature,
  trackChunk,
  trackName,
  writtenByMark,
} from './midiBytes.js';
import { noteMessages, setupMessages } from './partMessages.js';
import { tempoMessages } from './tempoMessages.js';

/**
 * A score as a Standard MIDI File of format 1, 480 ticks a quarter: a conductor track with the mark of this program (a
 * sequencer-specific event, which other readers pass over), title, tempo, time signature and, where there is one, key
 * signature, then one track per part in the score's order, each ending at the score's end.
 *
 * Name, program, volume (CC7), pan (CC10), expression (CC11) and reverb send (CC91) stand before a part's
 * first note, which would otherwise sound with another's. Where notes of one pitch overlap in a part, the
 * earlier ends when the later is struck. Equal scores give equal bytes. Written byte by byte here, since @tonejs/midi 2.0.28 cuts names
 * to Latin-1 and puts the controllers after the notes, and midi-file 1.2.4 copies a track's bytes anew
 * for every long delta (15 parts of 1,000 notes took it 170 ms).
 *
 * @throws MirrorError `usage` where a value is out of MIDI's range, two parts share a channel, a part is
 *   on the drums' channel, a note sounds beyond the score's length, or tempo changes are not in order within it
 */
export function writeMidi(score: Score): Uint8Array {
  return writeFormat1(score, [writtenByMark()]);
}

/**
 * The same without the mark, for what was transcribed from a person's own playing: like a take (`writeTake`), it cannot
 * be composed again, and is never written over.
 *
 * @throws as `writeMidi` does
 */
export function writeUnmarkedMidi(score: Score): Uint8Array {
  return writeFormat1(score, []);
}

/** @param opening events that stand before the title */
function writeFormat1(score: Score, opening: readonly (readonly number[])[]): Uint8Array {
  checkScore(score);
  const tracks = [
    [...atStart(opening), ...conductorMessages(score)],
    ...score.parts.map(partMessages),
  ];
  const chunks = tracks.map((messages) => trackChunk(messages, score.lengthTicks));
  return Uint8Array.from([headerChunk(tracks.length, TICKS_PER_QUARTER), ...chunks].flat());
}

function conductorMessages(score: Score): TimedMessage[] {
  const { title, firstBar, timeSignature: metre, key } = score;
  const later = { ticks: firstBar ? ticksPerBar(firstBar) : 0, bytes: timeSignature(metre) };
  const messages = [
    ...atStart([trackName(title)]),
    // One steady tempo is written once, however long the score is: nothing has to keep time with audio.
    ...tempoMessages(
      score.tempoChanges ?? steadyTempo(score.tempoBpm),
      score.tempoChanges ? score.lengthTicks : 0,
    ),
    ...atStart(firstBar ? [timeSignature(firstBar)] : []),
    later,
    ...atStart(key ? [keySignature(key)] : []),
  ];
  // The sort is stable: at one tick the tempo stays before the time signature, and that before the key.
  return messages.sort((a, b) => a.ticks - b.ticks);
}

function partMessages(part: Part): TimedMessage[] {
  return [...atStart([trackName(part.name), ...setupMessages(part)]), ...noteMessages(part)];
}

function atStart(messages: readonly (readonly number[])[]): TimedMessage[] {
  return messages.map((bytes) => ({ ticks: 0, bytes }));
}
