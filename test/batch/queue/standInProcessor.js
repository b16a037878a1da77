import { setTimeout } from 'node:timers/promises';
import { jobProcessor } from '../../../dist/batch/queue/processJobs.js';
import { MirrorError } from '../../../dist/errors.js';
import { standInTranscribe } from './standInStretches.js';

// A sandboxed processor that stands in for the network: music that names its photo, after a moment. Some titles do what a photo, or a machine, may do.

/** What STAND_IN_FAULT makes of this machine. */
const fault = process.env.STAND_IN_FAULT;

const openMirror =
  async () =>
  async (photos, { begin, done, failed, writeMusic }) => {
    for (const photo of photos) {
      try {
        await begin(photo);
        if (fault === 'disk full') throw new MirrorError('environment', 'No space left on device.');
        if (photo.title === 'kills') process.kill(process.pid, 'SIGKILL');
        if (photo.title === 'damaged') throw new MirrorError('input', 'Expected a photo.');
        await setTimeout(Number(process.env.STAND_IN_MILLISECONDS ?? 2));
        await writeMusic(photo, new TextEncoder().encode(`music of ${photo.key}`));
        await done(photo, { seed: 5 });
      } catch (error) {
        await failed(photo, error);
      }
    }
  };

const transcribe = async (segment, { onStretch, signal }) => {
  const stretches = standInTranscribe(segment);
  for (const stretch of stretches) {
    signal.throwIfAborted();
    await setTimeout(Number(process.env.STAND_IN_MILLISECONDS ?? 2));
    onStretch(stretch);
  }
  if (fault === 'poison' && segment.firstStretch === 8) process.kill(process.pid, 'SIGKILL');
  if (fault === 'poison' && segment.firstStretch === 16) throw new RangeError('too loud');
  return stretches;
};

export default jobProcessor({ openMirror, transcribe, now: Date.now });
