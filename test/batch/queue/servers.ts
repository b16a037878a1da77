import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { queueCredentials } from '../../../src/batch/queue/queueAddress.js';

/** A server that a test started. */
export interface TestServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** On the same files. */
  readonly startAgain: () => Promise<void>;
  /** As when its process is killed with −9 and started again, on the same files. */
  readonly killAndStart: () => Promise<void>;
}

const POSTGRES = ['17', '16', '15']
  .map((version) => `/usr/lib/postgresql/${version}/bin`)
  .find(existsSync);

/** Why tests with Redis are skipped here; undefined if they are not. */
export const LACKS_REDIS = lacks('redis-server');
export const LACKS_POSTGRES =
  POSTGRES === undefined ? 'there is no PostgreSQL (apt-get install postgresql)' : undefined;

/** Says aloud what is skipped. */
export function skipAloud(what: string, reason: string | undefined): boolean {
  if (reason !== undefined) console.warn(`Skipped: ${what}, for ${reason}.`);
  return reason !== undefined;
}

export interface RedisOptions {
  /** That it asks for. */
  readonly password?: string;
  /** What runs a command on another host, and that host's address. */
  readonly on?: readonly string[];
  readonly address?: string;
}

/** A Redis that writes each second to an append-only file. */
export async function startRedis(
  folder: string,
  { password, on = [], address = '127.0.0.1' }: RedisOptions = {},
): Promise<TestServer> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const [command = '', ...before] = [...on, 'redis-server'];
  const words = [...before, '--port', `${port}`, '--bind', address, '--dir', folder];
  const secret = password === undefined ? ['--protected-mode', 'no'] : ['--requirepass', password];
  return serve(command, [...words, '--appendonly', 'yes', '--save', '', ...secret], {
    url: `redis://${address}:${port}`,
    ...(on.length === 0 && { port }),
  });
}

/** A PostgreSQL with a folder of its own, which is taken away when it stops. */
export async function startPostgres(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sound-mirror-postgres-'));
  // It refuses to run as root.
  const owner = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const bin = POSTGRES ?? '';
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'mirror', '--auth=trust'], {
    ...owner,
    cwd: folder,
    stdio: 'ignore',
  });
  const port = await freePort();
  const words = ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', folder];
  const url = `postgres://127.0.0.1:${port}/postgres`;
  const server = await serve(join(bin, 'postgres'), words, { ...owner, cwd: folder, url, port });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
}

export const POSTGRES_CREDENTIALS = queueCredentials({ MIRROR_QUEUE_USER: 'mirror' });

/** Starts a server, and waits until its port answers. */
export async function serve(
  command: string,
  words: readonly string[],
  {
    url,
    port,
    ...options
  }: {
    url: string;
    port?: number;
    uid?: number;
    gid?: number;
    cwd?: string;
  },
): Promise<TestServer> {
  let server: ChildProcess;
  const start = async () => {
    server = spawn(command, words, { ...options, stdio: 'ignore' });
    // One of another host is waited for by whoever calls it.
    while (port !== undefined && !(await answers(port))) await setTimeout(50);
  };
  const end = async (signal: NodeJS.Signals) => {
    const exited = once(server, 'exit');
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await exited;
  };
  await start();
  return {
    url,
    startAgain: start,
    stop: () => end(command.endsWith('postgres') ? 'SIGINT' : 'SIGTERM'),
    killAndStart: async () => {
      await end('SIGKILL');
      await start();
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function lacks(command: string): string | undefined {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return `there is no ${command} (apt-get install ${command})`;
  }
}

function idsOf(user: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
