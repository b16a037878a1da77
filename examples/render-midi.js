// node examples/render-midi.js take.mid take.wav [font.sf2]: a MIDI file as sound, with the package's SoundFont or another.
import { readFile } from 'node:fs/promises';
import { readSoundFont, readSoundFontFile, renderAudio, writeWavFile } from 'sound-mirror';

const [midiFile, wavFile, soundFontFile] = process.argv.slice(2);

// Without a path it is the SoundFont that ships with the package.
const soundFont = await readSoundFont(await readSoundFontFile(soundFontFile));
const sound = renderAudio(await readFile(midiFile), soundFont, {
  name: midiFile,
  onSkipped: (line) => console.log(line),
});
const { seconds } = await writeWavFile(wavFile, sound);
console.log(`${wavFile}: ${seconds.toFixed(1)} s`);
