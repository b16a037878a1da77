// Reads a mirror with a MIDI reader that is not ours, and fails unless it is music in several tracks.
import { readFileSync } from 'node:fs';
import toneMidi from '@tonejs/midi';

const midi = new toneMidi.Midi(readFileSync(process.argv[2]));
const tracks = midi.tracks.filter((track) => track.notes.length > 0);
for (const { name, channel, notes } of tracks)
  console.log(`${name}: channel ${channel}, ${notes.length} notes`);
if (tracks.length < 6)
  throw new Error(`Expected at least six tracks with notes but read ${tracks.length}.`);
if (tracks.some((track) => track.channel === 9)) throw new Error('Expected channel 10 to be free.');
if (midi.header.tempos.length === 0) throw new Error('Expected a tempo in the file.');
