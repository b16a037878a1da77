import { MirrorError } from '../errors.js';
import { clockTime } from '../format.js';
import type { RemovedHum } from '../transcription/hum/removeHum.js';
import { STRETCH_SECONDS } from '../transcription/transcribe.js';
import type { TranscribedStretch } from '../transcription/transcribedStretch.js';
import type { Requirements } from './batch.js';
import { audioKey } from './segmentKeys.js';
import { readAudioRecord, readSegmentResult } from './store/segmentResults.js';

/**
 * What workers made of a recording: its stretches, in order, and the hum that was left out of it.
 *
 * @throws MirrorError `input` if a part of it was set aside, `environment` if a part was taken away meanwhile
 */
export async function gatherStretches(
  store: string,
  { sha256, requires }: { readonly sha256: string; readonly requires: Requirements },
): Promise<{ readonly stretches: TranscribedStretch[]; readonly hums: readonly RemovedHum[] }> {
  const record = await readAudioRecord(store, audioKey({ sha256 }, requires));
  if (record === undefined) throw goneMeanwhile(store);
  const stretches: TranscribedStretch[] = [];
  let first = 0;
  for (const { key, stretchCount } of record.segments) {
    const result = await readSegmentResult(store, key);
    if (result === undefined) throw goneMeanwhile(store);
    if (result.state === 'failed') {
      const place = [first, first + stretchCount].map((at) => clockTime(at * STRETCH_SECONDS));
      const reason = result.message.replace(/\.$/, '');
      const tries = result.tries === 0 ? '' : ` after ${result.tries} tries`;
      throw new MirrorError(
        'input',
        `Expected audio that can be transcribed but ${place.join(' to ')} of it was set aside${tries} (${reason}). The same call tries it again; what was transcribed of the rest is kept.`,
      );
    }
    stretches.push(...result.stretches);
    first += stretchCount;
  }
  return { stretches, hums: record.hums };
}

function goneMeanwhile(store: string): MirrorError {
  return new MirrorError(
    'environment',
    `${store}: Expected what workers transcribed but some of it was taken away meanwhile. The same call has it made again.`,
  );
}
