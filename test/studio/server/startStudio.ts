import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import type { Readable } from 'node:stream';
import type { PageFiles } from '../../../src/studio/server/pageFiles.js';
import {
  type ServedStudio,
  type ServeOptions,
  serveStudio,
} from '../../../src/studio/server/serveStudio.js';

/** A page of one line, so that no build is needed. */
const PAGE: PageFiles = new Map([
  [
    '/index.html',
    {
      bytes: new TextEncoder().encode('<!doctype html><title>Studio</title>'),
      contentType: 'text/html; charset=utf-8',
      isLasting: false,
    },
  ],
]);

export interface StartedStudio extends ServedStudio {
  readonly port: number;
  readonly token: string;
  /** Errors that should not be. */
  readonly faults: unknown[];
}

/** A studio on any free port, without detector and objects unless they are given. */
export async function startStudio(options: Partial<ServeOptions> = {}): Promise<StartedStudio> {
  const end = new AbortController();
  const faults: unknown[] = [];
  const served = await serveStudio({
    port: 0,
    collection: async () => ({ home: undefined, objects: [] }),
    home: '/nowhere',
    detector: new Promise(() => {}),
    page: PAGE,
    mostPhotoBytes: 1e9,
    maxPixels: undefined,
    backend: undefined,
    readySample: undefined,
    signal: end.signal,
    now: () => performance.now(),
    onFault: (error) => faults.push(error),
    ...options,
  });
  const { port, searchParams } = new URL(served.address);
  const close = async () => {
    end.abort();
    await served.close();
  };
  return { ...served, close, port: Number(port), token: searchParams.get('token') ?? '', faults };
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request as any program could make it, with whatever headers it likes. */
export function send(
  { port }: Pick<StartedStudio, 'port'>,
  path: string,
  { body, ...options }: RequestOptions & { readonly body?: string | Readable } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, ...options }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (piece) => {
        text += piece;
      });
      reply.on('error', reject);
      reply.on('close', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }),
      );
    });
    sent.on('error', reject);
    if (body === undefined || typeof body === 'string') sent.end(body);
    else body.pipe(sent);
  });
}

/** Headers of a program that knows the token. */
export function bearer({ token }: Pick<StartedStudio, 'token'>): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
