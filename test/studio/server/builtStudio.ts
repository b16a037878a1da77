import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { vi } from 'vitest';
import type { StudioEvent } from '../../../src/studio/protocol/answers.js';
import { startMirror } from '../../cli/runMirror.js';

/** `mirror studio` as it is built, in a process of its own: threads want modules that are. */
export interface BuiltStudio {
  readonly port: number;
  readonly token: string;
  readonly process: ChildProcess;
  /** As Ctrl-C does. */
  readonly close: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** @param options.folder that it stands in, and keeps temporary files in, below `temporary` */
export async function startBuiltStudio({
  folder,
  temporary = folder,
}: {
  readonly folder: string;
  readonly temporary?: string;
}): Promise<BuiltStudio> {
  const process = startMirror(['studio', '--port', '0', '--no-open'], {
    folder,
    env: { TMPDIR: temporary },
  });
  const address: string = await new Promise((resolve) =>
    process.stdout?.once('data', (line) => resolve(`${line}`.trim())),
  );
  const { port, searchParams } = new URL(address);
  const end = async (signal: NodeJS.Signals) => {
    if (process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'close');
    process.kill(signal);
    await ended;
  };
  return {
    port: Number(port),
    token: searchParams.get('token') ?? '',
    process,
    close: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}

/** What the server tells all pages, as it comes. */
export async function listenToEvents({ port, token }: Pick<BuiltStudio, 'port' | 'token'>) {
  const events: StudioEvent[] = [];
  const headers = { authorization: `Bearer ${token}` };
  const sent = request({ host: '127.0.0.1', port, path: '/api/events', headers }, (reply) => {
    let text = '';
    reply.setEncoding('utf8').on('data', (piece) => {
      text += piece;
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        if (message.startsWith('data: ')) events.push(JSON.parse(message.slice(6)));
      }
    });
    reply.on('error', () => {});
  });
  sent.on('error', () => {});
  sent.end();
  /** Waits, however long it takes, for the first that is like this. */
  const until = (isWanted: (event: StudioEvent) => boolean): Promise<StudioEvent> =>
    vi.waitFor(
      () => {
        const found = events.find(isWanted);
        if (found === undefined) throw new Error('not yet');
        return found;
      },
      { timeout: 300_000, interval: 20 },
    );
  // The first says hello: from here on all are listened to.
  await until(() => true);
  return {
    all: (): readonly StudioEvent[] => events,
    until,
    end: () => sent.destroy(),
  };
}
