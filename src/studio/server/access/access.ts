import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may come in. The token stands in the address that is printed; a browser that brings it gets a cookie of another secret, so that
 * the token is in no later address. Browsers send a cookie of 127.0.0.1 to its other ports too, which is why `Origin` and
 * `Sec-Fetch-Site` are checked besides.
 */
export interface Access {
  /** 256 bits, in letters that an address may have. */
  readonly token: string;
  readonly isToken: (text: string | undefined) => boolean;
  readonly isCookie: (text: string | undefined) => boolean;
  /** Value of the cookie. */
  readonly secret: string;
}

const SECRET_BYTES = 32;

export function createAccess(): Access {
  const [token, secret] = [newSecret(), newSecret()];
  return {
    token,
    secret,
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
