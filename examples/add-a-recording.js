// A sound recording into an object of your own: node examples/add-a-recording.js memo.wav kettle cup my-sounds
import { addObject, createAudioTranscriber } from 'sound-mirror';

const [file = 'memo.wav', name = 'kettle', label = 'cup', home = 'my-sounds'] =
  process.argv.slice(2);
const audioTranscriber = createAudioTranscriber({
  onProgress: ({ stage, seconds }) => console.error(`${stage} ${seconds.toFixed(0)} s`),
});
const { object, added, notes } = await addObject(home, {
  name,
  labels: [label],
  files: [file],
  audioTranscriber,
});
for (const note of notes) console.log(note);
console.log(`${object.name} answers ${object.labels.join(', ')} with ${added.join(', ')}`);
