import { jsonFields, show } from '../../files/jsonFields.js';

// The fields of taught.json: the caller names the path in each message.

export const { record, list, number, unlike } = jsonFields();

/** A SHA-256: 64 lower-case hexadecimal digits. */
export function sha256(value: unknown, name: string): string {
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw unlike(`a checksum in «${name}»`, show(value));
}
