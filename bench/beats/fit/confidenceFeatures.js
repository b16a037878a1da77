// node bench/beats/fit/confidenceFeatures.js heldOut.jsonl > confidence.jsonl: for each take, what the confidence is computed from, and
// whether the beats are right, for fit_confidence.py.
import { confidenceFeatures } from '../../../dist/beats/beatConfidence.js';
import { runNetwork } from '../../../dist/beats/network.js';
import { FRAMES_PER_SECOND, onsetFeatures } from '../../../dist/beats/onsetFeatures.js';
import { snapToOnsets } from '../../../dist/beats/snapToOnsets.js';
import { trackBeats } from '../../../dist/beats/trackBeats.js';
import { beatF } from '../score.js';
import { readHeldOut } from './heldOut.js';

/** Beats are right from this F-measure on. */
const RIGHT = 0.7;

for (const take of readHeldOut(process.argv[2])) {
  const zero = take.notes[0].startSeconds - 1;
  const notes = take.notes.map((note) => ({ ...note, startSeconds: note.startSeconds - zero }));
  const onsets = notes.map(({ startSeconds }) => startSeconds);
  const { beat } = runNetwork(onsetFeatures(notes));
  const options = {
    first: FRAMES_PER_SECOND,
    last: Math.floor(onsets.at(-1) * FRAMES_PER_SECOND),
  };
  const path = trackBeats(beat, options);
  if (path.length < 3) continue;
  const found = snapToOnsets(
    path.map((frame) => frame / FRAMES_PER_SECOND),
    onsets,
  );
  const truth = take.beats.map((seconds) => seconds - zero);
  const isRight = beatF(found, truth) > RIGHT;
  console.log(
    JSON.stringify({ group: take.group, isRight, ...confidenceFeatures(path, beat, options) }),
  );
}
