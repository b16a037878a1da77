import { join, resolve } from 'node:path';
import type { Requirements } from '../../batch/batch.js';
import { cutAudio } from '../../batch/cutAudio.js';
import { gatherStretches } from '../../batch/gatherStretches.js';
import { handOutSegments } from '../../batch/queue/handOutSegments.js';
import type { QueueEngine } from '../../batch/queue/openEngine.js';
import { ownRequirements } from '../../batch/requirements.js';
import type { StretchCounts } from '../../batch/segmentLedger.js';
import { SEGMENT_STORE } from '../../batch/store/segmentResults.js';
import { type AudioToTranscribe, type AudioTranscriber, openBackend } from '../../index.js';
import { humNotice, writeTranscription } from '../../transcribeAudio.js';
import type { CommandContext } from '../context.js';
import { transcriptionLine } from '../inputs/audioTranscriber.js';
import { requestedBackend } from '../options/backend.js';
import { clockTime } from '../report/format.js';
import { createProgressBars } from '../terminal/progress.js';

/**
 * Has the workers of a queue transcribe audio: all recordings of a call together, stretch by stretch. What they
 * transcribed is merged as if it had been transcribed here: the same bytes.
 *
 * @param options.home of the collection, at the same path on all machines
 * @returns whose `prepare` and `transcribe` throw MirrorError as `ownRequirements`, `handOutSegments` and `gatherStretches` do
 */
export function createQueueTranscriber(
  engine: QueueEngine,
  { home, context }: { readonly home: string; readonly context: CommandContext },
): AudioTranscriber {
  const { terminal, env } = context;
  const store = join(resolve(home), SEGMENT_STORE);
  let requiring: Promise<Requirements> | undefined;
  const requirements = () => {
    requiring ??= openBackend(requestedBackend(env)).then(({ name }) => ownRequirements(name));
    return requiring;
  };
  return {
    onProgress: (progress) => {
      if (progress.stage === 'checked') terminal.showStatus([transcriptionLine(progress)]);
    },
    prepare: async (audio, { signal = context.signal }) => {
      const requires = await requirements();
      await handOutAudio(engine, audio, { store, requires, context: { ...context, signal } });
    },
    transcribe: async (_bytes, { name, sha256 = '', hints, onBeats, onNotice }) => {
      const requires = await requirements();
      const { stretches, hums } = await gatherStretches(store, { sha256, requires });
      for (const hum of hums) onNotice(humNotice(name, hum));
      return writeTranscription(stretches, { name, hints, onBeats });
    },
  };
}

async function handOutAudio(
  engine: QueueEngine,
  audio: readonly AudioToTranscribe[],
  {
    store,
    requires,
    context: { terminal, signal },
  }: {
    readonly store: string;
    readonly requires: Requirements;
    readonly context: CommandContext;
  },
): Promise<void> {
  const seconds = audio.reduce((sum, each) => sum + each.seconds, 0);
  const onHandedOut = () =>
    terminal.note(
      `${clockTime(seconds)} of audio is being handed out to the workers at ${engine.address.text}, except for what they transcribed before. After Ctrl-C they go on with what was handed out by then; the same call gathers it.`,
    );
  const bars = createProgressBars(terminal, () => performance.now());
  const onProgress = ({ total, done, failed }: StretchCounts) =>
    bars.update('stretches', {
      ...{ total, done: done + failed },
      text: failed > 0 ? `${failed} failed` : '',
    });
  try {
    await handOutSegments(engine, audio, {
      ...{ store, requires, cut: cutAudio, signal, onProgress, onHandedOut },
      onNote: terminal.note,
      now: () => performance.now(),
    });
  } finally {
    bars.remove('stretches');
  }
}
