import {
  type AudioTranscriber,
  type BackendName,
  createAudioTranscriber,
  type TranscriptionProgress,
} from '../../index.js';
import { clockTime } from '../report/format.js';
import type { Terminal } from '../terminal/terminal.js';

/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_MILLISECONDS = 80;

/** Transcribes audio with the network that ships with the package, loaded for the first file that needs it, and shows how far it is. */
export function createTranscriberWithProgress(
  terminal: Terminal,
  options: {
    readonly backend: BackendName | undefined;
    readonly signal: AbortSignal;
    readonly now: () => number;
  },
): AudioTranscriber {
  const { backend, signal, now } = options;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isPromised = false;
  const sayWhatStays = () => {
    if (isPromised) return;
    isPromised = true;
    const line = 'What is transcribed so far is kept: the same call goes on from there.';
    signal.addEventListener('abort', () => terminal.note(line), { once: true });
  };
  return createAudioTranscriber({
    backend,
    onProgress: (progress) => {
      if (progress.stage === 'transcribed' && progress.seconds > 0) sayWhatStays();
      if (progress.stage === 'checked' && now() - drawnAt < REDRAW_MILLISECONDS) return;
      drawnAt = now();
      terminal.showStatus([transcriptionLine(progress)]);
    },
    onResumed: ({ name, seconds, totalSeconds = seconds }) =>
      terminal.note(
        `${name}: ${clockTime(seconds)} of ${clockTime(totalSeconds)} were transcribed before; going on from there`,
      ),
  });
}

/**
 * @example transcriptionLine({ name: 'take.wav', stage: 'transcribed', seconds: 83, totalSeconds: 296 }) // 'take.wav: transcribed 1:23 of 4:56'
 */
export function transcriptionLine({
  name,
  stage,
  seconds,
  totalSeconds,
}: TranscriptionProgress): string {
  const total = totalSeconds === undefined ? '' : ` of ${clockTime(totalSeconds)}`;
  return `${name}: ${stage} ${clockTime(seconds)}${total}`;
}
