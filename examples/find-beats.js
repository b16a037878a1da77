// Where the beats of recordings are, MIDI or sound: node examples/find-beats.js memo.wav take.mid
import { basename } from 'node:path';
import { createAudioTranscriber, findFileBeats, metreText } from 'sound-mirror';

// One for all files, so that the network that transcribes sound is loaded once.
const audioTranscriber = createAudioTranscriber();
for (const path of process.argv.slice(2)) {
  // What a person knows helps: { hints: { tempoBpm: 76, metre: { beats: 3, beatUnit: 4 } } }.
  const { beats } = await findFileBeats(path, { audioTranscriber });
  const { tempoBpm, metre, confidence, downbeats } = beats;
  const found =
    metre === null
      ? 'free'
      : `${Math.round(tempoBpm)} bpm in ${metreText(metre)}, confidence ${confidence.toFixed(2)}, ${downbeats.length} bars`;
  console.log(`${basename(path)}: ${found}`);
}
