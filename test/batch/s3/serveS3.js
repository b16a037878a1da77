import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import S3rver from '@20minutes/s3rver';

// node --openssl-legacy-provider serveS3.js <folder> <port> <buckets>: S3 on this machine, for the user S3RVER with the password S3RVER. It lacks what this adds: a request is whole before the next one
// begins, and requests may have conditions, as Amazon documents them (If-None-Match: *, If-Match).
// The tokens of its listings are DES, which Node has in its legacy provider. PUT /-/fault?<fault> takes something away:
//   unconditional   conditions are not heeded, as by older stores
//   denied          every read of a photo is forbidden
//   cut             the next answer with a body of more than 1,000 bytes breaks off in its middle
//   pages           a listing has three objects a page instead of 1,000
//   away            every request is answered with 503
//   silent          no request is answered, and its connection stays
//   stalled         an answer with a body of more than 1,000 bytes goes silent in its middle
//   unsized         no answer says how long its body is
//   unsized-cut     the same, and the next one with more than 1,000 bytes breaks off in its middle
//   parts-denied    of an upload in parts the second is forbidden
//   parts-silent    of an upload in parts the second is not answered
//   slow            every request is answered a second later
// GET /-/requests tells how many requests of each kind there were since it was last asked, GET /-/uploads how many uploads are neither
// complete nor aborted. That uploads are aborted is added here as well.

const [folder, port, buckets] = process.argv.slice(2);
let fault = '';
let requests = {};
let last = Promise.resolve();

const server = new S3rver({
  ...{ directory: folder, address: '127.0.0.1', port: Number(port), silent: true },
  ...{ vhostBuckets: false },
  configureBuckets: buckets.split(',').map((name) => ({ name })),
});

server.middleware.unshift(async (ctx, next) => {
  if (ctx.path === '/-/requests') {
    ctx.body = JSON.stringify(requests);
    requests = {};
    return;
  }
  if (ctx.path === '/-/uploads') {
    ctx.body = JSON.stringify((await readdir(uploadsOf(buckets)).catch(() => [])).length);
    return;
  }
  if (ctx.path === '/-/fault') {
    fault = ctx.querystring;
    ctx.body = '';
    return;
  }
  const kind = ctx.method === 'GET' && 'list-type' in ctx.query ? 'LIST' : ctx.method;
  requests[kind] = (requests[kind] ?? 0) + 1;
  const isSecondPart = ctx.query.partNumber === '2';
  if (fault === 'silent' || (fault === 'parts-silent' && isSecondPart)) {
    ctx.respond = false;
    return;
  }
  if (fault === 'slow') await setTimeout(1000);
  const former = last;
  let end = () => {};
  last = new Promise((resolve) => {
    end = resolve;
  });
  await former;
  try {
    await answer(ctx, next);
  } finally {
    end();
  }
});

async function answer(ctx, next) {
  // It computes the signature of a listing for the bucket's path without the slash at its end.
  server.allowMismatchedSignatures = /^\/[^/]+\/$/.test(ctx.path);
  if (fault === 'away') return refuse(ctx, 503, 'ServiceUnavailable');
  if (fault === 'denied' && ctx.method === 'GET' && ctx.path.endsWith('.jpg')) {
    return refuse(ctx, 403, 'AccessDenied');
  }
  if (fault === 'parts-denied' && ctx.query.partNumber === '2') {
    return refuse(ctx, 403, 'AccessDenied');
  }
  if (ctx.method === 'DELETE' && ctx.query.uploadId !== undefined) {
    await rm(join(uploadsOf(ctx.path.split('/')[1]), ctx.query.uploadId), { recursive: true });
    ctx.status = 204;
    return;
  }
  if (fault === 'pages' && 'list-type' in ctx.query) ctx.query = { ...ctx.query, 'max-keys': '3' };
  const match = ctx.get('if-match');
  const isNew = ctx.get('if-none-match') === '*';
  if ((match || isNew) && fault !== 'unconditional') {
    const etag = await etagOf(ctx.path);
    if (match && etag === undefined) return refuse(ctx, 404, 'NoSuchKey');
    if (isNew ? etag !== undefined : match !== etag) return refuse(ctx, 412, 'PreconditionFailed');
  }
  await next();
  if (typeof ctx.body?.pipe !== 'function') return;
  const body = await buffer(ctx.body);
  const isBroken = ['cut', 'stalled', 'unsized-cut'].includes(fault) && body.length > 1000;
  if (!isBroken && !fault.startsWith('unsized')) {
    ctx.body = body;
    return;
  }
  ctx.respond = false;
  ctx.res.statusCode = ctx.status;
  if (fault.startsWith('unsized')) ctx.res.removeHeader('content-length');
  else ctx.res.setHeader('content-length', body.length);
  if (!isBroken) {
    ctx.res.end(body);
    return;
  }
  const half = body.subarray(0, body.length >> 1);
  if (fault === 'stalled') {
    ctx.res.write(half);
    return;
  }
  fault = fault === 'cut' ? '' : 'unsized';
  ctx.res.write(half, () => ctx.res.destroy());
}

function uploadsOf(bucket) {
  return server.store.getResourcePath(bucket, undefined, 'uploads');
}

async function etagOf(path) {
  const [, bucket, ...key] = path.split('/').map(decodeURIComponent);
  const object = await server.store.getObject(bucket, key.join('/'));
  if (object === null) return undefined;
  return `"${createHash('md5')
    .update(await buffer(object.content))
    .digest('hex')}"`;
}

async function refuse(ctx, status, code) {
  // What is not read would be taken for the next request of the connection.
  await buffer(ctx.req);
  ctx.status = status;
  ctx.type = 'application/xml';
  ctx.body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no</Message></Error>`;
}

await server.run();
