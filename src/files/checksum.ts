import { createHash } from 'node:crypto';

/** SHA-256 of bytes, 64 lower-case hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The same of a text in UTF-8. */
export function sha256OfText(text: string): string {
  return sha256OfTexts([text]);
}

/** The same of texts in UTF-8, one after another, as if they were one. */
export function sha256OfTexts(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}

/** The same of bytes as they stream by. */
export async function sha256OfStream(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}
