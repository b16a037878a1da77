import { basename } from 'node:path';
import { aboutFile } from '../../collection/aboutFile.js';
import { recogniseRecording, streamAudioFile } from '../../collection/audioFile.js';
import { readRecordingFile, readTake } from '../../collection/recordingFiles.js';
import { MirrorError, throwIfAborted } from '../../errors.js';
import {
  type BeatHints,
  type Beats,
  type Hearing,
  renderAudio,
  type SoundFont,
  type StereoBlock,
  stereoSound,
} from '../../index.js';
import { requestedBackend } from '../backend.js';
import { beatsLine, beatsRecord } from '../beatsLines.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { createHearing, hearingLine } from '../hearing.js';
import { replacedLine } from '../replacing.js';
import { openSoundFont } from '../soundFontFile.js';
import { clickOutputs, writeClicks } from '../writeClicks.js';

export interface BeatsArguments {
  readonly recordings: readonly string[];
  readonly hints: BeatHints;
  readonly click?: string;
  readonly json?: boolean;
}

/** A recording whose beats are known, and what it sounds like. */
interface AudibleBeats {
  readonly beats: Beats;
  readonly isOwnGrid: boolean;
  readonly overridesGrid: boolean;
  readonly hints: BeatHints;
  readonly sound: (soundFont: SoundFont) => AsyncIterable<StereoBlock>;
}

/** `mirror beats <recordings...>`: where their beats are. Stores nothing but the clicks that are asked for. */
export async function beats(args: BeatsArguments, context: CommandContext): Promise<ExitCode> {
  const { recordings, hints, click, json = false } = args;
  const { terminal, signal, env } = context;
  const backend = requestedBackend(env);
  const hearing = createHearing(terminal, { backend, signal, now: () => performance.now() });
  const clicks = click === undefined ? undefined : await clickOutputs(recordings, click);
  const soundFont = clicks && (await openSoundFont());
  const codes: ExitCode[] = [];
  for (const [i, recording] of recordings.entries()) {
    throwIfAborted(signal);
    try {
      const located = await locateBeats(recording, { hints, hearing, context });
      if (clicks && soundFont) {
        const file = clicks.files[i] as string;
        const sound = () => located.sound(soundFont);
        await writeClicks(file, { sound, beats: located.beats, signal });
        if (clicks.replaced.has(file)) terminal.note(replacedLine(file));
        else terminal.note(`${file}: written`);
      }
      terminal.showStatus([]);
      if (json) terminal.json(beatsRecord(recording, located.beats));
      else terminal.result(beatsLine({ name: recording, ...located }));
    } catch (error) {
      terminal.showStatus([]);
      if (exitCodeOf(error) === EXIT.stopped) throw error;
      terminal.error(error);
      codes.push(exitCodeOf(error));
    }
  }
  return gravest(codes);
}

async function locateBeats(
  path: string,
  options: { hints: BeatHints; hearing: Hearing; context: CommandContext },
): Promise<AudibleBeats> {
  const isMidi = (await recogniseRecording(path)) === 'MIDI';
  return isMidi ? readMidiBeats(path, options) : transcribeBeats(path, options);
}

/** Of a MIDI file; in a collection, what was said and found of it there counts. */
async function readMidiBeats(
  path: string,
  { hints, context }: { hints: BeatHints; context: CommandContext },
): Promise<AudibleBeats> {
  const { terminal, signal } = context;
  const name = basename(path);
  const onSkipped = (line: string) => terminal.note(line);
  const { beats: take } = await readTake({ name, path }, { hints, kept: 'read', onSkipped });
  async function* sound(soundFont: SoundFont) {
    const { bytes } = await readRecordingFile(path);
    yield* renderAudio(bytes, soundFont, { name, signal });
  }
  return { ...take, sound };
}

async function transcribeBeats(
  path: string,
  {
    hints,
    hearing: { transcribe },
    context: { terminal, signal },
  }: { hints: BeatHints; hearing: Hearing; context: CommandContext },
): Promise<AudibleBeats> {
  const name = basename(path);
  let found: Beats | undefined;
  const transcribed = transcribe(streamAudioFile(path, { signal }), {
    name,
    heard: [],
    onStretch: async ({ toSeconds: seconds }) =>
      terminal.showStatus([hearingLine({ name, stage: 'heard', seconds })]),
    onNotice: (line) => terminal.note(line),
    hints,
    onBeats: (heard) => {
      found = heard;
    },
    signal,
  });
  await transcribed.catch((error: unknown) => {
    const isOurs = error instanceof MirrorError && error.code === 'input';
    throw isOurs && !error.message.startsWith(`${path}: `) ? aboutFile(path, error) : error;
  });
  const sound = () => stereoSound(streamAudioFile(path, { signal }), name);
  return { beats: found as Beats, isOwnGrid: false, overridesGrid: false, hints, sound };
}
