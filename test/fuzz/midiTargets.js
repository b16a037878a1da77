// What reads MIDI files: bare, wrapped, as other programs write them, and what is heard of them.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMidi, readRecording, readSoundFont, renderAudio, writeMidi } from 'sound-mirror';
import { BasicSoundBank } from 'spessasynth_core';
import { isNoteOn, readSchedule } from '../../dist/synthesis/schedule.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function goodRecordings() {
  const folder = join(root, 'objects', 'clock', 'recordings');
  const files = readdirSync(folder).map((name) => join(folder, name));
  files.sort((a, b) => statSync(a).size - statSync(b).size);
  return [...files.slice(0, 2).map((path) => readFileSync(path)), writeMidi(SHORT_SCORE)];
}

/** The same in a RIFF wrapper, with an odd chunk before and a sound bank behind. */
export async function goodRmid() {
  return (await goodRecordings()).map((midi) => {
    const chunks = [
      riffChunk('DISP', Buffer.from('a name!')),
      riffChunk('data', midi),
      riffChunk('RIFF', Buffer.from('DLS and no more')),
    ];
    return riffChunk('RIFF', Buffer.concat([Buffer.from('RMID'), ...chunks]));
  });
}

function riffChunk(id, data) {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(id), size, data, Buffer.alloc(data.length % 2)]);
}

/** What other programs write and is not as the standard has it. */
export async function goodForeignMidi() {
  const folder = join(root, 'test', 'recordings', 'fixtures');
  const names = readdirSync(folder).filter((name) => /\.(mid|rmi)$/.test(name));
  return names.sort().map((name) => readFileSync(join(folder, name)));
}

/** Programs, bends, pressures, controllers, drums, ports and system exclusive messages, which only a player hears. */
export async function goodPlayedMidi() {
  const tracks = [0, 1].map((port) => ({
    port,
    events: [0, 9, 15].flatMap((channel) => [
      [0xc0 | channel, 7 * channel],
      [0xb0 | channel, 101, 0],
      [0xb0 | channel, 100, 1],
      [0xb0 | channel, 6, 70],
      [0x90 | channel, 40 + channel, 90],
      [0xe0 | channel, 5, 90],
      [0xd0 | channel, 80],
      [0xa0 | channel, 40 + channel, 60],
      [0xf0, 11, 0x41, 0x10, 0x42, 0x12, 0x40, 0x10 | channel, 0x15, 1, 0x1a, 0x40, 0xf7],
      [0xf0, 9, 0x43, 0x10, 0x4c, 0, 0, 0x7e, 0, 0, 0xf7],
      [0xf0, 12, 0x7f, 0x7f, 8, 2, 0, 1, 60, 61, 0, 0, 0, 0xf7],
      [0xf0, 20, 0x7f, 0x7f, 8, 8, 3, 0x7f, 0x7f, ...Array(12).fill(70), 0xf7],
      [0x80 | channel, 40 + channel, 64],
    ]),
  }));
  const chunks = tracks.map(({ port, events }) => {
    const timed = [[0xff, 0x21, 1, port], ...events, [0xff, 0x2f, 0]].flatMap((bytes) => [
      20,
      ...bytes,
    ]);
    return [...Buffer.from('MTrk'), 0, 0, timed.length >> 8, timed.length & 255, ...timed];
  });
  return [
    Uint8Array.from([
      ...Buffer.from('MThd\0\0\0\x06\0\x01\0\x02\x01\xe0', 'latin1'),
      ...chunks.flat(),
    ]),
    writeMidi(SHORT_SCORE),
  ];
}

let smallSoundFont;

export async function midiSounds(bytes) {
  smallSoundFont ??= await readSoundFont((await goodSoundFonts())[0]);
  for await (const { left, right } of renderAudio(bytes, smallSoundFont, { frames: 128 * 128 })) {
    assert(left.every(Number.isFinite) && right.every(Number.isFinite));
  }
}

export const SHORT_SCORE = {
  title: 'Café 冷蔵庫',
  tempoBpm: 97,
  timeSignature: { beats: 6, beatUnit: 8 },
  lengthTicks: 1440,
  parts: [0, 1].map((midiChannel) => ({
    name: `part ${midiChannel}`,
    midiChannel,
    program: 12,
    gainDb: 0,
    pan: 0,
    notes: [60, 64, 67].map((pitch, i) => ({
      pitch,
      startTicks: 240 * i,
      durationTicks: 300,
      velocity: 80,
    })),
  })),
};

export function recordingIsWhole(bytes) {
  const { performance, skipped } = readRecording(bytes, 'damaged.mid');
  const { notes, lengthTicks, tempoBpm } = performance;
  assert(notes.length > 0 && tempoBpm > 0 && tempoBpm < Infinity);
  checkNotes(notes, lengthTicks);
  assert(skipped.every((line) => !/\p{Cc}/u.test(line)));
  assert(isMidi(bytes));
  assertSameNotes(bytes, notes.length);
}

/** What is learned from is what is heard, the drums apart. */
function assertSameNotes(bytes, count) {
  let played;
  try {
    played = readSchedule(bytes, 'damaged.mid').events.filter(isNoteOn);
  } catch (error) {
    // Four hours are the most that is played.
    assert.match(error.message, /lasts \d+ hours/);
    return;
  }
  assert.equal(played.filter(({ message }) => (message[0] & 15) !== 9).length, count);
}

export function checkNotes(notes, lengthTicks) {
  for (const { pitch, velocity, startTicks, durationTicks } of notes) {
    assert([pitch, velocity, startTicks, durationTicks].every(Number.isInteger));
    assert(pitch >= 0 && pitch <= 127 && velocity >= 1 && velocity <= 127);
    assert(startTicks >= 0 && durationTicks >= 1 && startTicks + durationTicks <= lengthTicks);
  }
}

export async function goodSoundFonts() {
  return [new Uint8Array(BasicSoundBank.getSampleSoundBankFile())];
}
