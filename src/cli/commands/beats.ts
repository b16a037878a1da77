import { basename } from 'node:path';
import { streamAudioFile } from '../../collection/recordings/audioFile.js';
import { readRecordingFile } from '../../collection/recordings/recordingFiles.js';
import { throwIfAborted } from '../../errors.js';
import {
  type BeatHints,
  createAudioTranscriber,
  type FileBeats,
  findFileBeats,
  renderAudio,
  type SoundFont,
  type StereoBlock,
  stereoSound,
} from '../../index.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { transcriptionLine } from '../inputs/audioTranscriber.js';
import { RECORDINGS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { requestedBackend } from '../options/backend.js';
import { openSoundFont } from '../options/soundFontFile.js';
import { replacedLine } from '../outputs/replacing.js';
import { clickOutputs, writeClicks } from '../outputs/writeClicks.js';
import { beatsLine, beatsRecord } from '../report/beatsLines.js';
import { groupNotes } from '../report/groupNotes.js';

export interface BeatsArguments {
  readonly recordings: readonly string[];
  readonly hints: BeatHints;
  readonly click?: string;
  readonly json?: boolean;
  readonly recursive?: boolean;
}

/** `mirror beats <recordings...>`: where their beats are. Stores nothing but the clicks that are asked for. */
export function beats(args: BeatsArguments, context: CommandContext): Promise<ExitCode> {
  const { recordings: paths, recursive: isRecursive = false, ...rest } = args;
  return withInputs(paths, { kind: RECORDINGS, isRecursive, context }, ({ files }) =>
    beatsOf({ ...rest, recordings: files }, context),
  );
}

async function beatsOf(args: BeatsArguments, context: CommandContext): Promise<ExitCode> {
  const { recordings, hints, click, json = false } = args;
  const { terminal, signal, env } = context;
  const audioTranscriber = createAudioTranscriber({
    backend: requestedBackend(env),
    onProgress: (progress) => terminal.showStatus([transcriptionLine(progress)]),
  });
  const notices: string[] = [];
  const onNotice = (line: string) => void notices.push(line);
  const clicks = click === undefined ? undefined : await clickOutputs(recordings, click);
  const soundFont = clicks && (await openSoundFont());
  const codes: ExitCode[] = [];
  try {
    for (const [i, recording] of recordings.entries()) {
      throwIfAborted(signal);
      try {
        const found = await findFileBeats(recording, { hints, audioTranscriber, onNotice, signal });
        if (clicks && soundFont) {
          const file = clicks.files[i] as string;
          const sound = () => soundOf(recording, { kind: found.kind, soundFont, signal });
          await writeClicks(file, { sound, beats: found.beats, signal });
          if (clicks.replaced.has(file)) terminal.note(replacedLine(file));
          else terminal.note(`${file}: written`);
        }
        terminal.showStatus([]);
        if (json) terminal.json(beatsRecord(recording, found.beats));
        else terminal.result(beatsLine({ name: recording, ...found }));
      } catch (error) {
        terminal.showStatus([]);
        if (exitCodeOf(error) === EXIT.stopped) throw error;
        terminal.error(error);
        codes.push(exitCodeOf(error));
      }
    }
  } finally {
    // After all of them, so that what many takes have in common is said once.
    for (const line of groupNotes(notices, recordings)) terminal.note(line);
  }
  return gravest(codes);
}

/** What a recording sounds like: audio as it is, MIDI through the SoundFont. */
async function* soundOf(
  path: string,
  {
    kind,
    soundFont,
    signal,
  }: Pick<FileBeats, 'kind'> & { readonly soundFont: SoundFont; readonly signal: AbortSignal },
): AsyncGenerator<StereoBlock> {
  const name = basename(path);
  if (kind === 'audio') return yield* stereoSound(streamAudioFile(path, { signal }), name);
  const { bytes } = await readRecordingFile(path);
  yield* renderAudio(bytes, soundFont, { name, signal });
}
