import { describe, expect, it } from 'vitest';
import { parseQueueUrl, queueServerName } from '../../../src/batch/queue/queueAddress.js';

describe('the URL of a queue', () => {
  it.each([
    ['redis://10.0.0.5', 'redis', '10.0.0.5', 6379, '0', false],
    ['valkeys://queue.example:7000/3', 'redis', 'queue.example', 7000, '3', true],
    ['rediss://[::1]', 'redis', '::1', 6379, '0', true],
    ['postgres://db/festival', 'postgres', 'db', 5432, 'festival', false],
    ['postgresql://db:5433', 'postgres', 'db', 5433, 'postgres', false],
  ])('%s is understood', (url, engine, host, port, database, isEncrypted) => {
    expect(parseQueueUrl(url)).toMatchObject({ engine, host, port, database, isEncrypted });
  });

  it.each([
    ['my queue', /URL of a queue/],
    ['http://host', /Redis or PostgreSQL/],
    ['redis://', /host/],
    ['redis://host/songs', /host and a database/],
    ['postgres://host/x?password=hush', /host and a database/],
    ['redis://:hush@host', /MIRROR_QUEUE_PASSWORD/],
    ['postgres://hush@host', /MIRROR_QUEUE_USER/],
  ])('%s is refused, and the line does not repeat a secret', (url, line) => {
    expect(() => parseQueueUrl(url)).toThrow(line);
    expect(() => parseQueueUrl(url)).not.toThrow(/hush/);
  });
});

it('the name of its server is one for one server, and that of this machine itself another on each machine', () => {
  const named = (url: string, machine = 'attic') => queueServerName(parseQueueUrl(url), machine);
  expect(named('redis://10.0.0.5')).toMatch(/^[0-9a-f]{12}$/);
  expect(named('valkey://10.0.0.5:6379/0', 'cellar')).toBe(named('redis://10.0.0.5'));
  expect(named('redis://127.0.0.1')).toBe(named('redis://localhost'));
  expect(named('redis://[::1]')).toBe(named('redis://localhost'));
  const others = [
    ...['redis://10.0.0.5', 'redis://10.0.0.6', 'redis://10.0.0.5/1', 'redis://10.0.0.5:6380'],
    ...['redis://localhost', 'postgres://10.0.0.5:6379/0', 'redis://attic'],
  ].map((url) => named(url));
  const all = [...others, named('redis://localhost', 'cellar')];
  expect(new Set(all).size).toBe(8);
});
