import { rm } from 'node:fs/promises';
import { Hono } from 'hono';
import type { DraftAnswer } from '../../protocol/objects.js';
import type { Draft, DraftFile } from '../drafts/draft.js';
import type { DraftStore } from '../drafts/draftStore.js';
import { type ReadingTools, readDraftFile } from '../drafts/readDraftFile.js';
import { receiveDraftFile } from '../drafts/receiveDraftFile.js';
import { takeNotes } from '../objects/takeNotes.js';
import { refusal } from '../refusal.js';

/** Recordings come in, are heard, and go again, before they are part of the collection. */
export function draftRoutes({
  drafts,
  ...tools
}: ReadingTools & { readonly drafts: DraftStore }): Hono {
  return new Hono()
    .post('/api/drafts', async ({ json }) => {
      const { id } = await drafts.open();
      return json({ draft: id } satisfies DraftAnswer, 201);
    })
    .delete('/api/drafts/:draft', async ({ req, body }) => {
      await drafts.remove(drafts.find(req.param('draft')));
      return body(null, 204);
    })
    .post('/api/drafts/:draft/files', async ({ req, json }) => {
      const draft = drafts.find(req.param('draft'));
      const name = req.query('name') ?? '';
      return json(await receiveDraftFile(draft, { request: req.raw, name }), 201);
    })
    .get('/api/drafts/:draft/files/:name/notes', async ({ req, json }) => {
      const draft = drafts.find(req.param('draft'));
      const file = findFile(draft, req.param('name'));
      const { performance, notices } = await readDraftFile(draft, { ...tools, file });
      return json(takeNotes(performance, notices));
    })
    .delete('/api/drafts/:draft/files/:name', async ({ req, body }) => {
      const draft = drafts.find(req.param('draft'));
      const { name, path, removal } = findFile(draft, req.param('name'));
      draft.files.delete(name);
      removal.abort();
      await rm(path, { force: true });
      return body(null, 204);
    });
}

/** By the names that the draft has; what a request says becomes no path. */
function findFile({ files }: Draft, name: string): DraftFile {
  const file = files.get(name);
  if (file === undefined) throw refusal(404, 'this recording is not there any more');
  return file;
}
