import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts a Node program of this folder. */
export function startNode(script, args) {
  return startPeer(process.execPath, [pathOf(script), ...args]);
}

/** Starts a Python program of this folder with the interpreter that PEERS_PYTHON names. */
export async function startPython(script, args) {
  const python = process.env.PEERS_PYTHON;
  if (python === undefined) throw new Error('PEERS_PYTHON is not set, see bench/peers/README.md.');
  if (!existsSync(python)) throw new Error(`there is no interpreter ${python}.`);
  return startPeer(python, [pathOf(script), ...args]);
}

/**
 * Starts a program that writes a line `{"ready":true}` when it is warm and `{"seconds":…}` after each line that it reads,
 * or `{"skip":"why"}` and ends. What it trained it writes into the file that the line names, if it names one.
 *
 * @throws Error that says why there is nothing to measure
 */
async function startPeer(command, args) {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', PYTHONDONTWRITEBYTECODE: '1' },
  });
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint = (complaint + text).slice(-2000);
  });
  child.stdin.on('error', () => {});
  child.on('error', (error) => {
    complaint += error.message;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`it ended: ${complaint.trim().split('\n').at(-1)}`);
      // TensorFlow greets on stdout.
      if (!value.startsWith('{')) continue;
      const told = JSON.parse(value);
      if (told.skip !== undefined) throw new Error(told.skip);
      return told;
    }
  };
  await read();
  return {
    run: async (file = '') => {
      child.stdin.write(`${file}\n`);
      return (await read()).seconds;
    },
    stop: () => child.kill(),
  };
}

function pathOf(script) {
  return fileURLToPath(new URL(script, import.meta.url));
}
