import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer, type StartedStudio, send, startStudio } from './startStudio.js';

let studio: StartedStudio;
let cookie: string;

beforeAll(async () => {
  studio = await startStudio();
  const { headers } = await send(studio, `/?token=${studio.token}`);
  cookie = (headers['set-cookie'] as string[]).join('').split(';')[0] as string;
});

afterAll(() => studio.close());

const own = () => `http://127.0.0.1:${studio.port}`;
const other = (port = studio.port) => (port === 65_535 ? port - 1 : port + 1);

describe('the door of the studio', () => {
  it('exchanges the token of the address for a cookie that no script reads and no other site sends', async () => {
    const { status, headers } = await send(studio, `/?token=${studio.token}`);
    expect({ status, location: headers.location }).toEqual({ status: 303, location: '/' });
    const [set] = headers['set-cookie'] as string[];
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Strict/);
    expect(set).not.toContain(studio.token);
    const page = await send(studio, '/', { headers: { cookie } });
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>Studio') });
  });

  it('takes the ticket that a browser is started with once, and nowhere else', async () => {
    const { pathname, search, searchParams } = new URL(studio.browserAddress);
    const ticket = searchParams.get('token') as string;
    expect(ticket).not.toBe(studio.token);
    const program = { headers: bearer({ token: ticket }) };
    expect((await send(studio, '/api/studio', program)).status).toBe(401);
    expect((await send(studio, `/api/studio${search}`)).status).toBe(401);
    const first = await send(studio, `${pathname}${search}`);
    expect(first.status).toBe(303);
    expect(first.headers['set-cookie']?.join()).toContain(cookie);
    expect((await send(studio, `${pathname}${search}`)).status).toBe(401);
  });

  it('lets a program in that brings the token itself', async () => {
    expect(await send(studio, '/api/studio', { headers: bearer(studio) })).toMatchObject({
      status: 200,
    });
  });

  it.each<[string, string, string, () => Record<string, string>, number]>([
    ['no token', 'GET', '/', () => ({}), 401],
    ['no token', 'GET', '/api/studio', () => ({}), 401],
    ['no token', 'POST', '/api/rooms', () => ({ origin: own() }), 401],
    ['another token', 'GET', `/?token=${'a'.repeat(43)}`, () => ({}), 401],
    ['the token where only the page takes it', 'GET', '/api/studio?token=', () => ({}), 401],
    [
      'the token as a cookie',
      'GET',
      '/',
      () => ({ cookie: cookie.replace(/=.*/, `=${studio.token}`) }),
      401,
    ],
    ['another bearer', 'GET', '/api/studio', () => ({ authorization: 'Bearer x' }), 401],
    ['a foreign Host', 'GET', '/', () => ({ cookie, host: `evil.example:${studio.port}` }), 403],
    [
      'a foreign Host with the token',
      'GET',
      '/api/studio',
      () => ({ ...bearer(studio), host: 'evil.example' }),
      403,
    ],
    ['another port in Host', 'GET', '/', () => ({ cookie, host: `127.0.0.1:${other()}` }), 403],
    [
      'a foreign Origin',
      'POST',
      '/api/samples/kitchen',
      () => ({ cookie, origin: 'https://evil.example' }),
      403,
    ],
    ['no token', 'DELETE', '/api/saved/attic', () => ({ origin: own() }), 401],
    ['no token', 'PATCH', '/api/saved/attic', () => ({ origin: own() }), 401],
    ['no Origin', 'DELETE', '/api/saved/attic', () => ({ cookie }), 403],
    ['no Origin', 'PATCH', '/api/saved/attic', () => ({ cookie }), 403],
    ['no Origin', 'POST', '/api/removed-rooms/1', () => ({ cookie }), 403],
    ['no Origin', 'DELETE', '/api/removed-rooms', () => ({ cookie }), 403],
    ['no token', 'DELETE', '/api/removed', () => ({ origin: own() }), 401],
    [
      'a foreign Host',
      'DELETE',
      '/api/saved/attic',
      () => ({ ...bearer(studio), host: 'evil.example' }),
      403,
    ],
    [
      'a foreign Origin that reads',
      'GET',
      '/api/studio',
      () => ({ cookie, origin: 'https://evil.example' }),
      403,
    ],
    [
      'a page on another port',
      'POST',
      '/api/samples/kitchen',
      () => ({ cookie, origin: `http://127.0.0.1:${other()}` }),
      403,
    ],
    ['Origin null', 'POST', '/api/samples/kitchen', () => ({ cookie, origin: 'null' }), 403],
    ['a cookie without Origin', 'POST', '/api/samples/kitchen', () => ({ cookie }), 403],
    ['another site', 'GET', '/api/studio', () => ({ cookie, 'sec-fetch-site': 'cross-site' }), 403],
    [
      'another port of this site',
      'GET',
      '/soundfont.sf3',
      () => ({ cookie, 'sec-fetch-site': 'same-site' }),
      403,
    ],
  ])('refuses %s: %s %s', async (_, method, path, headers, status) => {
    const reply = await send(studio, path, { method, headers: headers() });
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'refused' });
  });

  it.each(['/', '/api/studio', '/nothing', '/?token=x'])(
    'says with every answer what the page may load, as of %s',
    async (path) => {
      const { headers } = await send(studio, path, { headers: { cookie } });
      const policy = headers['content-security-policy'] as string;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      });
    },
  );

  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/fonts/../LICENSE',
    '/api/rooms/..%2f..%2f/photo',
  ])('leads to no file of the disk: %s', async (path) => {
    const { status, text } = await send(studio, path, { headers: bearer(studio) });
    expect(status).toBe(404);
    expect(text).not.toMatch(/sound-mirror"|root:/);
  });

  it.each(['..%2fkitchen', '%2e%2e%2fpackage', 'kitchen%00', '..%5ckitchen', 'kitchen.jpg'])(
    'opens no sample room by a path: %s',
    async (name) => {
      const reply = await send(studio, `/api/samples/${name}`, {
        method: 'POST',
        headers: bearer(studio),
      });
      expect(reply.status).toBe(422);
      expect(reply.text).toContain('Expected a sample room (bedroom, kitchen');
    },
  );

  it('answers a thousand quick requests, those of strangers too, and is well after them', async () => {
    const replies = await Promise.all(
      Array.from({ length: 1000 }, (_, i) =>
        send(studio, '/api/studio', { headers: i % 2 === 0 ? bearer(studio) : {} }),
      ),
    );
    const count = (status: number) => replies.filter((reply) => reply.status === status).length;
    expect([count(200), count(401)]).toEqual([500, 500]);
    expect(studio.faults).toEqual([]);
  });

  it('listens on loopback only', () => {
    expect(studio.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  });
});
