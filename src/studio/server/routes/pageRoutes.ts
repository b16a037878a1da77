import { Hono } from 'hono';
import { readPictureFonts, readSoundFontFile } from '../../../index.js';
import type { PageFile, PageFiles } from '../pageFiles.js';

/** The page, its letters and its instruments. */
export function pageRoutes(files: PageFiles): Hono {
  const routes = new Hono();
  for (const [path, file] of files) routes.get(path, () => answerFile(file));
  routes.get('/', () => answerFile(files.get('/index.html') as PageFile));
  routes.get('/fonts/regular.ttf', async () => answerFont((await readPictureFonts()).regular));
  routes.get('/fonts/semi-bold.ttf', async () => answerFont((await readPictureFonts()).semiBold));
  routes.get('/soundfont.sf3', async () =>
    answerBytes(await readSoundFontFile(), 'application/octet-stream', true),
  );
  return routes;
}

function answerFile({ bytes, contentType, isLasting }: PageFile): Response {
  return answerBytes(bytes, contentType, isLasting);
}

function answerFont(bytes: Uint8Array): Response {
  return answerBytes(bytes, 'font/ttf', true);
}

function answerBytes(bytes: Uint8Array, contentType: string, isLasting: boolean): Response {
  const headers = new Headers({ 'content-type': contentType });
  if (isLasting) headers.set('cache-control', 'private, max-age=86400');
  return new Response(Uint8Array.from(bytes), { headers });
}
