import { HTTPException } from 'hono/http-exception';

/** 401 and 403: who may come in; 404: no such thing; 409: another was faster; 413: too large; 429: too much at a time. */
export type RefusalStatus = 401 | 403 | 404 | 409 | 413 | 429;

/**
 * What the server does not take on, whatever the public door would say of it.
 *
 * @param why behind «The studio refuses this: »; one line, no capital, no full stop
 */
export function refusal(status: RefusalStatus, why: string): HTTPException {
  return new HTTPException(status, { message: `The studio refuses this: ${why}.` });
}
