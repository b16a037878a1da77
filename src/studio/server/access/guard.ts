import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { refusal } from '../refusal.js';
import type { Access } from './access.js';

export interface Guarded {
  readonly access: Access;
  /** That the server listens on. */
  readonly port: number;
}

/**
 * Lets in only requests that were made for this server, by its own page, by a person who has its address. In this order:
 *
 * - `Host` names this machine's loopback and this port, else a foreign name was made to lead here (DNS rebinding);
 * - `Origin`, where there is one, is this server; what changes something must have it, or bring the token itself;
 * - `Sec-Fetch-Site`, where there is one, says that no other site asks, but for a link to the page;
 * - the cookie is right, or the token is, in the address of the page or as `Authorization: Bearer`; the ticket in that address, once.
 *
 * @throws HTTPException 403 for a foreign `Host`, `Origin` or site, 401 without token and cookie
 */
export function guard({ access, port }: Guarded): MiddlewareHandler {
  const ownHosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  // Two studios on one machine share the cookies of 127.0.0.1, and keep theirs apart by name.
  const cookieName = `mirror-studio-${port}`;
  return async (context, next) => {
    const { req } = context;
    const host = req.header('host')?.toLowerCase() ?? '';
    if (!ownHosts.includes(host)) throw refusal(403, 'this address is not the one of the studio');
    const origin = req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) {
      throw refusal(403, 'the request came from another page');
    }
    const isPage = req.method === 'GET' && req.path === '/';
    const site = req.header('sec-fetch-site') ?? 'none';
    if (!['same-origin', 'none'].includes(site) && !isPage) {
      throw refusal(403, 'the request came from another site');
    }
    const bearer = req.header('authorization')?.replace(/^Bearer /, '');
    if (bearer !== undefined && access.isToken(bearer)) return next();
    const given = req.query('token');
    if (isPage && (access.isToken(given) || access.useTicket(given))) {
      const options = { httpOnly: true, sameSite: 'Strict', path: '/' } as const;
      setCookie(context, cookieName, access.secret, options);
      return context.redirect('/', 303);
    }
    if (!access.isCookie(getCookie(context, cookieName))) {
      throw refusal(401, 'open the address that `mirror studio` has printed, with its token');
    }
    const isReading = req.method === 'GET' || req.method === 'HEAD';
    if (!isReading && origin === undefined) {
      throw refusal(403, 'a change needs the origin of its page');
    }
    return next();
  };
}
