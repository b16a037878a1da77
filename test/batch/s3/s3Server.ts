import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { freePort, serve, type TestServer } from '../queue/servers.js';

/** S3 on this machine. */
export interface S3Server extends TestServer {
  /** What a process needs that reads and writes there. */
  readonly env: Readonly<Record<string, string>>;
  /** Requests by their kind, since it was last asked. */
  readonly requests: () => Promise<Readonly<Record<string, number>>>;
  /** How many uploads in parts are neither complete nor aborted. */
  readonly uploads: () => Promise<number>;
  /** Takes something away, as `serveS3.js` says; '' gives it back. */
  readonly setFault: (
    fault:
      | ''
      | 'unconditional'
      | 'denied'
      | 'cut'
      | 'pages'
      | 'away'
      | 'silent'
      | 'stalled'
      | 'unsized'
      | 'unsized-cut'
      | 'parts-denied'
      | 'parts-silent'
      | 'slow',
  ) => Promise<void>;
}

/** S3 with a bucket `archive`, its files in a folder. */
export async function startS3(folder: string): Promise<S3Server> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const script = fileURLToPath(new URL('./serveS3.js', import.meta.url));
  const server = await serve(
    process.execPath,
    ['--openssl-legacy-provider', script, folder, `${port}`, 'archive'],
    { url, port },
  );
  return {
    ...server,
    env: s3Env(url),
    requests: async () => (await fetch(`${url}/-/requests`)).json(),
    uploads: async () => (await fetch(`${url}/-/uploads`)).json(),
    setFault: async (fault) => {
      await fetch(`${url}/-/fault?${fault}`, { method: 'PUT' });
    },
  };
}

/** The environment of a user of S3 at a URL; nothing of this machine's own configuration is read. */
export function s3Env(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'S3RVER',
    AWS_SECRET_ACCESS_KEY: 'S3RVER',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}

/** S3 for all tests of a file, which this process uses as well: a client reads its environment once. */
export function useS3(): { readonly server: S3Server } {
  let server: S3Server | undefined;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sound-mirror-s3-'));
    server = await startS3(folder);
    Object.assign(process.env, server.env);
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get server() {
      return server as S3Server;
    },
  };
}
