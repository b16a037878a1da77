// node bench/beats/fit/transcribePerformances.js performances.jsonl > transcribed.jsonl: plays each performance on its object's instrument
// by the package's own synthesiser, transcribes that, and writes the transcribed notes in place of the played ones. About 4 s of one core each.
import { readFileSync } from 'node:fs';
import { openCollection } from 'sound-mirror';
import { monoSamples } from '../../transcription/roundTrip.js';
import { freeMidi, soundedNotes, transcribed } from '../media.js';

const { objects } = await openCollection({ home: new URL('../../..', import.meta.url).pathname });
const programs = new Map(objects.map(({ name, program }) => [name, program]));

for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const { object: name, notes, ...truth } = JSON.parse(line);
  const played = freeMidi(notes.map(toSounded), { name, program: programs.get(name) });
  const bytes = await transcribed(Buffer.from(played), () => monoSamples(played));
  if (bytes === undefined) continue;
  const heard = soundedNotes(bytes, name).map(
    ({ pitch, startSeconds, durationSeconds, velocity }) => [
      pitch,
      startSeconds,
      durationSeconds,
      velocity,
    ],
  );
  console.log(JSON.stringify({ object: name, notes: heard, ...truth }));
}

function toSounded([pitch, startSeconds, durationSeconds, velocity]) {
  return { pitch, startSeconds, durationSeconds, velocity: Math.round(velocity) };
}
