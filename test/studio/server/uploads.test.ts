import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bearer, type StartedStudio, send, startStudio } from './startStudio.js';

const TEN_GB = 10e9;

let studio: StartedStudio;

let folder: string;
const usual = tmpdir();

beforeEach(async () => {
  folder = await mkdtemp(join(usual, 'studio-test-'));
  process.env.TMPDIR = folder;
});

afterEach(async () => {
  process.env.TMPDIR = usual;
  await studio.close();
  const left = await received();
  await rm(folder, { recursive: true });
  expect(left).toEqual([]);
});

/** So many bytes that hold nothing, and how many of them were taken. */
function zeros(total: number): { stream: Readable; taken: () => number } {
  const piece = new Uint8Array(64 * 1024);
  let taken = 0;
  const stream = new Readable({
    read() {
      taken += piece.length;
      this.push(taken > total ? null : piece);
    },
  });
  return { stream, taken: () => taken };
}

/** What lies on the disk of what was sent. */
function received(): Promise<string[]> {
  return readdir(folder, { recursive: true });
}

describe('a photo on its way to the studio', () => {
  it('is refused at once where it announces ten gigabytes', async () => {
    studio = await startStudio();
    const reply = await send(studio, '/api/rooms?name=a.jpg', {
      method: 'POST',
      headers: { ...bearer(studio), 'content-length': `${TEN_GB}` },
      body: Readable.from([new Uint8Array(1024)]),
    }).catch((error: NodeJS.ErrnoException) => error);
    expect(reply).toMatchObject({ status: 413, text: expect.stringContaining('at most 1000 MB') });
    expect(await received()).toEqual([expect.stringMatching(/^sound-mirror-[\w-]+$/)]);
  });

  it.each([
    ['with the token', 413, () => bearer(studio)],
    ['without it', 401, () => ({})],
  ])(
    'is not read on beyond the limit where it sends ten gigabytes unannounced, %s',
    async (_, status, headers) => {
      studio = await startStudio({ mostPhotoBytes: 4e6 });
      const { stream, taken } = zeros(TEN_GB);
      const head = [
        'POST /api/rooms?name=a.jpg HTTP/1.1',
        `Host: 127.0.0.1:${studio.port}`,
        'Transfer-Encoding: chunked',
        ...Object.entries(headers()).map(([name, value]) => `${name}: ${value}`),
      ];
      // Sends on whatever is answered, as an attacker would.
      const socket = connect({ host: '127.0.0.1', port: studio.port, allowHalfOpen: true });
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      let answer = '';
      socket.on('data', (piece) => {
        answer += piece;
      });
      const ended = new Promise<void>((resolve) =>
        socket.on('close', () => resolve()).on('error', () => {}),
      );
      stream.on('data', (piece: Buffer) => {
        if (socket.destroyed) return stream.destroy();
        socket.write(`${piece.length.toString(16)}\r\n`);
        if (!socket.write(Buffer.concat([piece, Buffer.from('\r\n')]))) {
          stream.pause();
          socket.once('drain', () => stream.resume());
        }
      });
      await ended;
      stream.destroy();
      expect(answer).toContain(`HTTP/1.1 ${status} `);
      // So that its answer arrives, the server lets 64 MB or half a second pass by unread; the sender's own buffers come on top.
      expect(taken()).toBeLessThan(1e9);
      expect(await received()).toEqual([expect.stringMatching(/^sound-mirror-[\w-]+$/)]);
    },
  );

  it.each([
    ['empty', '', /the file is empty/],
    ['no photo', 'no photo', /Expected a photo \(JPEG, PNG/],
  ])('gets the line of the command line where it is %s', async (_, body, complaint) => {
    studio = await startStudio();
    const reply = await send(studio, '/api/rooms?name=a.jpg', {
      method: 'POST',
      headers: bearer(studio),
      body,
    });
    expect(reply.status).toBe(422);
    expect(JSON.parse(reply.text)).toEqual({
      code: 'input',
      message: expect.stringMatching(complaint),
    });
    expect(reply.text).not.toContain(folder);
    expect(await received()).toEqual([expect.stringMatching(/^sound-mirror-[\w-]+$/)]);
  });

  it('is no fault where its page is closed on the way, and holds up no other', async () => {
    studio = await startStudio();
    const { faults, port, token } = studio;
    const socket = connect({ host: '127.0.0.1', port });
    const head = [
      'POST /api/rooms?name=a.jpg HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Authorization: Bearer ${token}`,
      'Content-Length: 100000',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\nabc`);
    await vi.waitFor(async () => expect(await received()).toHaveLength(2));
    socket.destroy();
    await vi.waitFor(async () => expect(await received()).toHaveLength(1));
    const next = await send(studio, '/api/rooms', {
      method: 'POST',
      headers: bearer(studio),
      body: 'x',
    });
    expect(next.status).toBe(422);
    expect(faults).toEqual([]);
  });

  it('waits its turn, and is told so where too many come at a time', async () => {
    studio = await startStudio();
    const photo = () =>
      send(studio, '/api/rooms', { method: 'POST', headers: bearer(studio), body: 'x' });
    const replies = await Promise.all(Array.from({ length: 20 }, photo));
    const count = (status: number) => replies.filter((reply) => reply.status === status).length;
    expect(count(422) + count(429)).toBe(20);
    expect(count(422)).toBeGreaterThanOrEqual(6);
    expect(studio.faults).toEqual([]);
  });
});
