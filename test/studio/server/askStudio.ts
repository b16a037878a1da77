import { Readable } from 'node:stream';
import type { DraftAnswer, DraftFileAnswer } from '../../../src/studio/protocol/objects.js';
import { bearer, type StartedStudio, send } from './startStudio.js';

export type Asked = Pick<StartedStudio, 'port' | 'token'>;

export interface Answered<Answer> {
  readonly status: number;
  readonly answer: Answer;
}

/** Asks the server for something, as a program that knows the token. @param body bytes, or a record for JSON */
export async function ask<Answer>(
  studio: Asked,
  method: string,
  path: string,
  body?: Uint8Array | string | object,
): Promise<Answered<Answer>> {
  const isPlain = body instanceof Uint8Array || typeof body === 'string';
  const bytes = isPlain ? Buffer.from(body) : body && Buffer.from(JSON.stringify(body));
  const { status, text } = await send(studio, path, {
    method,
    headers: bearer(studio),
    ...(bytes && { body: Readable.from([bytes]) }),
  });
  return { status, answer: text === '' ? (undefined as Answer) : JSON.parse(text) };
}

export async function openDraftOf(studio: Asked): Promise<string> {
  return (await ask<DraftAnswer>(studio, 'POST', '/api/drafts')).answer.draft;
}

export function uploadTo<Answer = DraftFileAnswer>(
  studio: Asked,
  {
    draft,
    name,
    bytes,
  }: { readonly draft: string; readonly name: string; readonly bytes: Uint8Array | string },
): Promise<Answered<Answer>> {
  const words = new URLSearchParams({ name });
  return ask<Answer>(studio, 'POST', `/api/drafts/${draft}/files?${words}`, bytes);
}
