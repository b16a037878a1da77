import { MirrorError } from '../../errors.js';
import { sha256OfText } from '../../files/checksum.js';

/** Where a queue is; it holds no credentials, so that it may be shown. */
export interface QueueAddress {
  readonly engine: 'redis' | 'postgres';
  readonly host: string;
  readonly port: number;
  /** Number of Redis' database, or name of PostgreSQL's. */
  readonly database: string;
  readonly isEncrypted: boolean;
  /** As it is shown. */
  readonly text: string;
}

export interface QueueCredentials {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/** By the scheme of the URL. */
const SCHEMES = {
  'redis:': { engine: 'redis', port: 6379, database: '0', isEncrypted: false },
  'valkey:': { engine: 'redis', port: 6379, database: '0', isEncrypted: false },
  'rediss:': { engine: 'redis', port: 6379, database: '0', isEncrypted: true },
  'valkeys:': { engine: 'redis', port: 6379, database: '0', isEncrypted: true },
  'postgres:': { engine: 'postgres', port: 5432, database: 'postgres', isEncrypted: false },
  'postgresql:': { engine: 'postgres', port: 5432, database: 'postgres', isEncrypted: false },
} as const;

const EXAMPLE = 'Write redis://host, or postgres://host/database.';

/**
 * Understands the URL of a queue.
 *
 * @example parseQueueUrl('redis://10.0.0.5').text // 'redis://10.0.0.5:6379/0'
 * @throws MirrorError `usage` for anything else, and for a URL with a password, which every user of the machine could read in the list of
 *   processes; the message does not repeat it
 */
export function parseQueueUrl(text: string): QueueAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new MirrorError('usage', `Expected --queue to be the URL of a queue. ${EXAMPLE}`);
  }
  const { protocol, hostname, pathname, search } = url;
  if (!Object.hasOwn(SCHEMES, protocol)) {
    throw new MirrorError(
      'usage',
      `Expected --queue to be a URL of Redis or PostgreSQL but received one of ${protocol.slice(0, -1)}. ${EXAMPLE}`,
    );
  }
  if (url.password !== '' || url.username !== '') {
    throw new MirrorError(
      'usage',
      'Expected --queue without user and password, which others could read in the list of processes. Put them into MIRROR_QUEUE_USER and MIRROR_QUEUE_PASSWORD.',
    );
  }
  const usual = SCHEMES[protocol as keyof typeof SCHEMES];
  const database = decodeURIComponent(pathname.replace(/^\//, '')) || usual.database;
  const isNumbered = usual.engine === 'redis';
  if (hostname === '' || search !== '' || (isNumbered && !/^\d{1,4}$/.test(database))) {
    throw new MirrorError('usage', `Expected --queue to name a host and a database. ${EXAMPLE}`);
  }
  const port = url.port === '' ? usual.port : Number(url.port);
  // An address of IPv6 stands in brackets in a URL only.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const shown = `${protocol}//${hostname}:${port}/${database}`;
  return { ...usual, host, port, database, text: shown };
}

/** Hosts that are another machine on each machine. */
const LOCAL_HOST = /^(localhost|127\.[\d.]+|::1)$/;

/**
 * A name for the server and the database of a queue, 12 hexadecimal digits: no two have one name, whatever machines
 * name them. One server may have several, by several names of its host.
 *
 * @param machine name of the machine that speaks to it
 */
export function queueServerName(
  { engine, host, port, database }: QueueAddress,
  machine: string,
): string {
  const named = LOCAL_HOST.test(host) ? ['local', machine] : ['host', host];
  const text = JSON.stringify([engine, ...named, port, database]);
  return sha256OfText(text).slice(0, 12);
}

/** User and password of a queue, which come from the environment only. */
export function queueCredentials(
  env: Readonly<Record<string, string | undefined>>,
): QueueCredentials {
  return {
    user: env.MIRROR_QUEUE_USER || undefined,
    password: env.MIRROR_QUEUE_PASSWORD || undefined,
  };
}
