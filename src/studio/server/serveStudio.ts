import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { makeTemporaryFolder } from '../../files/disk/temporaryFolder.js';
import { MirrorError } from '../../index.js';
import { createAccess } from './access/access.js';
import { createStudio, type StudioOptions } from './createStudio.js';

export interface ServedStudio {
  /** With the token: `http://127.0.0.1:4816/?token=…`. */
  readonly address: string;
  /** The same with a ticket that is good once, to start a browser with. */
  readonly browserAddress: string;
  /** Ends all connections and, once the signal has fired, what is under way; leaves nothing on the disk. */
  readonly close: () => Promise<void>;
}

export interface ServeOptions
  extends Omit<StudioOptions, 'access' | 'port' | 'folder' | 'onEnding'> {
  /** 0 for any that is free. */
  readonly port: number;
}

/** The only interface that it listens on: no other machine reaches it. */
const LOOPBACK = '127.0.0.1';

/**
 * Serves the studio on this machine's loopback.
 *
 * @throws MirrorError `environment` where the port cannot be had; as `makeTemporaryFolder` does
 */
export async function serveStudio({
  port: wanted,
  ...options
}: ServeOptions): Promise<ServedStudio> {
  const access = createAccess();
  const folder = await makeTemporaryFolder();
  const server = createAdaptorServer({ fetch: (...request) => studio.fetch(...request) }) as Server;
  const endings: (() => Promise<unknown>)[] = [];
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Promise.all(endings.map((ended) => ended()));
    // A request that was cut off may still put a file there.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const port = await listen(server, wanted).catch(async (cause) => {
    await rm(folder, { recursive: true, force: true });
    throw cannotListen(wanted, cause);
  });
  // Only now: it begins to look at a sample room, which a server without a port would do for nothing.
  const studio = createStudio({
    ...options,
    access,
    folder,
    port,
    onEnding: (ended) => endings.push(ended),
  });
  const addressWith = (token: string) => `http://${LOOPBACK}:${port}/?token=${token}`;
  return {
    address: addressWith(access.token),
    browserAddress: addressWith(access.ticket),
    close,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function cannotListen(port: number, cause: unknown): MirrorError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MirrorError(
    'environment',
    `Expected port ${port} of this machine to be free but it cannot be used (${reason}). Choose another with --port, or leave it out.`,
    { cause },
  );
}
