// A room as a Midi of @tonejs/midi, which Tone.js schedules: node examples/schedule-with-tone.js photos/study.jpg
import { readFile } from 'node:fs/promises';
import { loadDetector, mirrorPhoto, openCollection, readDetectorFiles } from 'sound-mirror';
import { toToneMidi } from 'sound-mirror/tone';

const [photo = 'photos/study.jpg'] = process.argv.slice(2);
const collection = await openCollection();
const detector = await loadDetector(await readDetectorFiles());
const { score } = await mirrorPhoto(await readFile(photo), { detector, collection });
const midi = toToneMidi(score);

console.log(`${midi.duration.toFixed(1)} s at ${midi.header.tempos[0].bpm} bpm`);
for (const { name, instrument, notes } of midi.tracks) {
  // In a page: for each note, synth.triggerAttackRelease(note.name, note.duration, note.time, note.velocity).
  const [first] = notes;
  console.log(`${name}: ${instrument.name}, ${first.name} at ${first.time.toFixed(2)} s`);
}
