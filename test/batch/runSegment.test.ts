import { expect, it } from 'vitest';
import { gatherStretches } from '../../src/batch/gatherStretches.js';
import type { SegmentJob } from '../../src/batch/queue/queueJobs.js';
import { runSegment, type TranscribeSegment } from '../../src/batch/runSegment.js';
import { bytesOf } from '../../src/batch/segmentBytes.js';
import { audioKey } from '../../src/batch/segmentKeys.js';
import {
  readSegmentResult,
  type SegmentResult,
  settleSegment,
  writeAudioRecord,
} from '../../src/batch/store/segmentResults.js';
import { writeSegmentSamples } from '../../src/batch/store/segmentSamples.js';
import { MirrorError } from '../../src/errors.js';
import { sha256Of } from '../../src/files/checksum.js';
import { useTemporaryFolder } from '../collection/temporaryFolder.js';
import { REQUIRES } from './standIns.js';

const folder = useTemporaryFolder();
const samples = bytesOf(Float32Array.of(0.5, -0.25));
const key = 'ab'.repeat(32);
const segment = { key, queue: 'c0ffee' };
const { signal } = new AbortController();

/** One try at a segment of one stretch. */
async function run(transcribe: TranscribeSegment) {
  const job: SegmentJob = {
    ...{ store: folder.path, batch: 'b', audio: 'a.wav', toSeconds: 30, ...segment },
    ...{ firstStretch: 0, stretchCount: 1, firstSample: 0, sha256: sha256Of(samples) },
    backend: 'cpu',
  };
  return runSegment(job, { transcribe, signal, onStretch: () => {} });
}

const done: SegmentResult = {
  ...{ state: 'done', stretches: [{ fromSeconds: 0, toSeconds: 30, notes: [] }] },
};
const fail: TranscribeSegment = async () => {
  throw new RangeError('too loud');
};

it('a segment is set aside after three tries that failed', async () => {
  await writeSegmentSamples(folder.path, segment, samples);
  expect(await run(fail)).toEqual({ failure: 'too loud' });
  expect(await run(fail)).toEqual({ failure: 'too loud' });
  expect(await run(fail)).toBe('failed');
  expect(await readSegmentResult(folder.path, key)).toEqual({
    ...{ state: 'failed', message: 'too loud', tries: 3 },
  });
});

it('a segment keeps the result that another process wrote during the last try', async () => {
  await writeSegmentSamples(folder.path, segment, samples);
  for (const _ of [1, 2]) await run(fail);
  const other: TranscribeSegment = async (...args) => {
    await settleSegment(folder.path, segment, done);
    return fail(...args);
  };
  expect(await run(other)).toBe('done');
  expect(await readSegmentResult(folder.path, key)).toEqual(done);
});

it('the line of a segment that was set aside reads as a sentence', async () => {
  await writeSegmentSamples(folder.path, segment, samples);
  const sha256 = sha256Of(samples);
  const damaged: TranscribeSegment = async () => {
    throw new MirrorError('input', 'Expected\nmusic.');
  };
  for (const _ of [1, 2, 3]) await run(damaged);
  const segments = [{ key, stretchCount: 1 }];
  await writeAudioRecord(folder.path, audioKey({ sha256 }, REQUIRES), { segments, hums: [] });
  await expect(gatherStretches(folder.path, { sha256, requires: REQUIRES })).rejects.toThrow(
    '0:00 to 0:39 of it was set aside after 3 tries (Expected music). The same call',
  );
});
