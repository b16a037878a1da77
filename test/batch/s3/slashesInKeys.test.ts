import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listS3Photos } from '../../../src/batch/s3/listS3Photos.js';
import { PHOTOS } from '../../../src/cli/inputs/inputKinds.js';
import { s3Env } from './s3Server.js';

/** Keys that the other server of these tests cannot hold, for it keeps them as paths. */
const KEYS = ['/0.jpg', '//1.jpg', 'a.jpg', 'b//2.jpg', 'b/3.jpg'];

// It answers listings, as Amazon documents them: keys below a prefix up to their next slash are told as one prefix.
const server = createServer(({ url = '' }, response) => {
  const { searchParams } = new URL(url, 'http://localhost');
  const prefix = searchParams.get('prefix') ?? '';
  const below = KEYS.filter((key) => key.startsWith(prefix));
  const slashOf = (key: string) => key.indexOf('/', prefix.length);
  const objects = below
    .filter((key) => slashOf(key) < 0)
    .map((key) => `<Contents><Key>${key}</Key><ETag>"e"</ETag><Size>1</Size></Contents>`);
  const folders = below
    .filter((key) => slashOf(key) >= 0)
    .map((key) => key.slice(0, slashOf(key) + 1));
  const prefixes = [...new Set(folders)].map(
    (folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`,
  );
  response.setHeader('content-type', 'application/xml');
  response.end(
    `<ListBucketResult>${[...objects, ...prefixes].join('')}<IsTruncated>false</IsTruncated></ListBucketResult>`,
  );
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, s3Env(`http://127.0.0.1:${port}`));
});

afterAll(() => server.close());

it('photos are found once each where keys begin with a slash or have two in a row', async () => {
  const { isNamedSo, whyNotRead } = PHOTOS;
  const signal = AbortSignal.timeout(5000);
  const options = { isNamedSo, whyNotRead, isRecursive: true, signal, onPhoto: () => {} };
  const { files } = await listS3Photos('s3://archive', options);
  expect([...files].sort()).toEqual(KEYS.map((key) => `s3://archive/${key}`).sort());
});
