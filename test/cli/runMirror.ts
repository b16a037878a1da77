import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const BIN = fileURLToPath(new URL('../../bin/mirror.js', import.meta.url));

/** A room to look at that comes with the package. */
export const KITCHEN = fileURLToPath(new URL('../../photos/kitchen.jpg', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  /** The folder the caller stands in. */
  readonly folder: string;
  /** Another installation's bin/mirror.js. */
  readonly bin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** For Node itself, before the script. */
  readonly nodeOptions?: readonly string[];
}

/** Runs the built command line (`npm run build`) as a person would, to its end. */
export function runMirror(words: readonly string[], options: CallOptions): Promise<Ended> {
  return ending(startMirror(words, options));
}

/** Starts it and lets the test do something meanwhile. */
export function startMirror(words: readonly string[], options: CallOptions): ChildProcess {
  const { folder, bin = BIN, env = {}, nodeOptions = [] } = options;
  return spawn(process.execPath, [...nodeOptions, bin, ...words], {
    cwd: folder,
    // wasm is the backend that works everywhere; the rest of the environment is a clean shell's.
    env: { PATH: process.env.PATH, MIRROR_BACKEND: 'wasm', ...env },
  });
}

/** What a call has said when it ends. */
export function ending(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The lines of a text that ends with a newline. */
export function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}
