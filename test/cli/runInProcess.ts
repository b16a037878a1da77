import { Writable } from 'node:stream';
import type { callMirror } from '../../src/cli/callMirror.js';
import type { Ended } from './runMirror.js';

export interface InProcessOptions {
  /** The folder the caller stands in. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

const PROGRAM = new URL('../../dist/bundle/program.js', import.meta.url).href;

let isRunning = false;

/**
 * Runs the built command line (`npm run build`) inside this process: the same code as `runMirror`, without the start of Node and the
 * loading of modules, which take longer than most commands. Environment, working folder and streams are those of `runMirror`
 * while it runs. For what the process itself does (signals, pipes, terminals, kills, what is loaded), there is `runMirror`.
 *
 * @throws Error if another call runs, since a process has one working folder
 */
export async function runInProcess(
  args: readonly string[],
  { folder, env = {} }: InProcessOptions,
): Promise<Ended> {
  const call = await loadCallMirror();
  if (isRunning) throw new Error('Expected one call at a time. Use runMirror for calls at once.');
  const stdout = collectText();
  const stderr = collectText();
  isRunning = true;
  const restore = enterShell({ folder, env, stdout: stdout.stream, stderr: stderr.stream });
  try {
    const code = await call(args);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    restore();
    isRunning = false;
  }
}

/** By its name, since the bundle shortens the names of its exports. */
async function loadCallMirror(): Promise<typeof callMirror> {
  const program: Record<string, unknown> = await import(PROGRAM);
  const found = Object.values(program).find(
    (each) => typeof each === 'function' && each.name === 'callMirror',
  );
  if (found === undefined) throw new Error(`Expected callMirror in ${PROGRAM}. Run npm run build.`);
  return found as typeof callMirror;
}

/** What stands in the place of stdout or stderr; threads pipe theirs into it as well. */
interface TextStream {
  readonly stream: Writable;
  readonly text: () => string;
}

function collectText(): TextStream {
  let text = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += chunk;
      done();
    },
  });
  // Each thread that is started listens to it.
  stream.setMaxListeners(0);
  return { stream, text: () => text };
}

/** Gives this process a clean shell's environment, folder and streams; what is returned takes them away again. */
function enterShell({
  folder,
  env,
  stdout,
  stderr,
}: Required<InProcessOptions> & {
  readonly stdout: Writable;
  readonly stderr: Writable;
}): () => void {
  const before = { env: { ...process.env }, folder: process.cwd(), listeners: stopListeners() };
  const streams = (['stdout', 'stderr'] as const).map(
    (name) => [name, Object.getOwnPropertyDescriptor(process, name) as PropertyDescriptor] as const,
  );
  setEnvironment({ PATH: process.env.PATH, MIRROR_BACKEND: 'wasm', ...env });
  process.chdir(folder);
  Object.defineProperty(process, 'stdout', { value: stdout, configurable: true });
  Object.defineProperty(process, 'stderr', { value: stderr, configurable: true });
  return () => {
    for (const [name, descriptor] of streams) Object.defineProperty(process, name, descriptor);
    setEnvironment(before.env);
    process.chdir(before.folder);
    for (const [signal, listeners] of stopListeners()) {
      const known = before.listeners.get(signal);
      for (const each of listeners)
        if (!known?.includes(each)) process.removeListener(signal, each);
    }
  };
}

/** Every call listens for Ctrl-C, and a process of its own ends before that matters. */
function stopListeners() {
  return new Map(
    (['SIGINT', 'SIGTERM'] as const).map((signal) => [signal, process.rawListeners(signal)]),
  ) as Map<NodeJS.Signals, NodeJS.SignalsListener[]>;
}

function setEnvironment(wanted: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in wanted)) delete process.env[name];
  Object.assign(process.env, wanted);
}
