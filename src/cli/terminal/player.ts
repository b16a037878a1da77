import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';

/** A program of the system that plays a WAV file to its end. */
export interface Player {
  /** Its path. */
  readonly program: string;
  readonly args: (file: string) => readonly string[];
}

/** Reads the path from the environment, where nothing in it can be taken for a command. */
const POWERSHELL = '(New-Object Media.SoundPlayer $env:MIRROR_PLAY_FILE).PlaySync()';

interface KnownPlayer {
  readonly name: string;
  readonly args: (file: string) => readonly string[];
}

const PLAYERS: Readonly<Partial<Record<NodeJS.Platform, readonly KnownPlayer[]>>> = {
  darwin: [{ name: 'afplay', args: (file) => [file] }],
  win32: [
    {
      name: 'powershell.exe',
      args: () => ['-NoProfile', '-NonInteractive', '-Command', POWERSHELL],
    },
  ],
};

/** Those that speak to a sound server come first, since it lets several programs sound at once. */
const ELSEWHERE: readonly KnownPlayer[] = [
  { name: 'pw-play', args: (file) => [file] },
  { name: 'paplay', args: (file) => [file] },
  { name: 'aplay', args: (file) => ['-q', file] },
  { name: 'ffplay', args: (file) => ['-nodisp', '-autoexit', '-loglevel', 'error', file] },
];

/**
 * What players say where there is nothing to play through: aplay and ffplay, ALSA, SDL, PulseAudio and PipeWire, afplay. ffplay
 * says so and ends with code 0.
 */
const NO_DEVICE =
  /audio open (?:error|failed)|cannot find card|unknown PCM|(?:no such|couldn't open|no available) audio device|connection (?:refused|failure)|host is down|no target node|AudioQueueStart failed/i;

/** How long a player may take to stop when it is asked to; the rest of the second is ours. */
const STOP_MILLISECONDS = 200;

/** How long to wait, once a player has ended, for the end of its standard error; a child of the player's may hold the pipe open. */
const DRAIN_MILLISECONDS = 500;

/** Long enough for any complaint, whatever a player goes on to say. */
const MOST_COMPLAINT = 2000;

/**
 * The players that this machine has on its PATH, the likeliest to sound first.
 *
 * @throws MirrorError `environment` if there is none, naming what to install
 */
export async function findPlayers(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Promise<Player[]> {
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  const known = PLAYERS[platform] ?? ELSEWHERE;
  const players: Player[] = [];
  for (const { name, args } of known) {
    for (const folder of folders) {
      const program = join(folder, name);
      if (!(await isExecutable(program))) continue;
      players.push({ program, args });
      break;
    }
  }
  if (players.length > 0) return players;
  const names = known.map(({ name }) => name).join(', ');
  throw new MirrorError(
    'environment',
    `Expected a program that plays WAV files but found none of ${names}. ${remedyFor(platform)}, or write a WAV file with --wav.`,
  );
}

/**
 * Plays a WAV file to its end by the first player that can.
 *
 * @param file an absolute path, so that no player takes it for an option
 * @throws MirrorError `environment` if no player can, with the last one's complaint, or for want of a sound device; `aborted`
 *   once the player has been stopped after the signal fired
 */
export async function playFile(
  file: string,
  { players, signal }: { readonly players: readonly Player[]; readonly signal: AbortSignal },
): Promise<void> {
  let complaint = '';
  for (const player of players) {
    throwIfAborted(signal);
    const ended = await runPlayer(player, file, signal);
    throwIfAborted(signal);
    if (ended === undefined) return;
    complaint = `${player.program} says ${ended}`;
  }
  throw new MirrorError(
    'environment',
    NO_DEVICE.test(complaint)
      ? `Expected a sound device but this machine seems to have none: ${complaint}. Connect one; of a photo, \`mirror <photo> -o song.mp3\` writes a file to play elsewhere.`
      : `Expected this machine to play a WAV file but ${complaint}. Check its sound, or write a WAV file with --wav and play it elsewhere.`,
  );
}

/** Undefined once it has played, else its last complaint. */
function runPlayer(
  { program, args }: Player,
  file: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args(file), {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, MIRROR_PLAY_FILE: file },
      windowsHide: true,
    });
    let said = '';
    let killer: NodeJS.Timeout | undefined;
    let draining: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      killer = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
    };
    const end = (complaint: string | undefined) => {
      signal.removeEventListener('abort', stop);
      clearTimeout(killer);
      clearTimeout(draining);
      // A child of the player's may still hold the pipe, which would keep this process alive.
      child.stderr.destroy();
      resolve(complaint);
    };
    signal.addEventListener('abort', stop, { once: true });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = `${said}${text}`.slice(-MOST_COMPLAINT);
    });
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, killedBy) => {
      const judge = () => end(complaintOf(said, { code, killedBy }));
      child.once('close', judge);
      draining = setTimeout(judge, signal.aborted ? 0 : DRAIN_MILLISECONDS);
    });
  });
}

/** What a player complained of; undefined if it ended well. */
function complaintOf(
  said: string,
  { code, killedBy }: { readonly code: number | null; readonly killedBy: string | null },
): string | undefined {
  const lines = linesOf(said);
  const noDevice = lines.findLast((line) => NO_DEVICE.test(line));
  if (code === 0 || noDevice !== undefined) return noDevice;
  return lines.at(-1) ?? (killedBy === null ? `code ${code}` : `signal ${killedBy}`);
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function remedyFor(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'It comes with macOS: put /usr/bin on the PATH';
  if (platform === 'win32') return 'It comes with Windows: put its folder on the PATH';
  return 'Install alsa-utils, pulseaudio-utils, pipewire-bin or ffmpeg';
}

async function isExecutable(path: string): Promise<boolean> {
  if (!(await isRegularFile(path))) return false;
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
