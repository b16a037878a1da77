import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may come in. The token stands in the address that is printed; a browser that brings it gets a cookie of another
 * secret, so that the token is in no later address. The address that a browser is started with holds a ticket instead,
 * which is good once: all who use the machine may read the words that a program was started with. Browsers send a
 * cookie of 127.0.0.1 to its other ports too, which is why `Origin` and `Sec-Fetch-Site` are checked besides.
 *
 * All three are made anew at each start and kept nowhere: a page that is left open goes on asking at its port while no studio runs, and
 * what listens there meanwhile gets its cookie, which must open no later studio.
 */
export interface Access {
  /** 256 bits, in letters that an address may have. */
  readonly token: string;
  readonly isToken: (text: string | undefined) => boolean;
  /** As long as the token. */
  readonly ticket: string;
  /** Whether it is the ticket, and was not used before. */
  readonly useTicket: (text: string | undefined) => boolean;
  readonly isCookie: (text: string | undefined) => boolean;
  /** Value of the cookie. */
  readonly secret: string;
}

const SECRET_BYTES = 32;

export function createAccess(): Access {
  const [token, secret, ticket] = [newSecret(), newSecret(), newSecret()];
  let isTicketUsed = false;
  return {
    token,
    secret,
    ticket,
    useTicket: (text) => {
      if (isTicketUsed || !isEqual(text, ticket)) return false;
      isTicketUsed = true;
      return true;
    },
    isToken: (text) => isEqual(text, token),
    isCookie: (text) => isEqual(text, secret),
  };
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** In a time that does not tell how much of it is right. */
function isEqual(text: string | undefined, secret: string): boolean {
  const [given, wanted] = [Buffer.from(text ?? ''), Buffer.from(secret)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
