import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { MirrorError, type MirrorErrorCode } from '../../index.js';
import type { ErrorAnswer } from '../protocol/answers.js';

const STATUS: Readonly<Record<MirrorErrorCode, 409 | 422 | 500>> = {
  usage: 422,
  input: 422,
  stale: 422,
  unanswered: 422,
  aborted: 409,
  environment: 500,
};

/**
 * An error as an answer of one line; of what is not ours, no word leaves the server but that it happened.
 *
 * @param onFault hears of that, so that it can be said where a person reads it
 */
export function answerError(
  error: unknown,
  context: Context,
  onFault: (error: unknown) => void,
): Response {
  if (error instanceof MirrorError) {
    const answer: ErrorAnswer = { code: error.code, message: error.message };
    return context.json(answer, STATUS[error.code]);
  }
  if (error instanceof HTTPException) {
    const code = { 404: 'gone', 409: 'changed', 429: 'busy' } as const;
    const answer: ErrorAnswer = {
      code: code[error.status as keyof typeof code] ?? 'refused',
      message: error.message,
    };
    // Who is refused may still be sending; the rest of it is not read.
    if (error.status === 413) context.header('connection', 'close');
    return context.json(answer, error.status);
  }
  onFault(error);
  const message = 'Something went wrong that should not. The terminal of the studio says more.';
  return context.json({ code: 'failed', message } satisfies ErrorAnswer, 500);
}
