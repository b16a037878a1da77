import { expect } from 'vitest';

// Before every test file. Vitest compares typed arrays number by number, which takes a second for 500,000; arrays of one type with the
// same bytes are equal in any case. Whatever else is compared is left to it, with its own view of NaN, zeros and types.

const ADDED = Symbol.for('sound-mirror: equal bytes');

// Files that share a process share its testers as well.
if (!Object.hasOwn(globalThis, ADDED)) {
  expect.addEqualityTesters([(a, b) => (haveEqualBytes(a, b) ? true : undefined)]);
  Object.defineProperty(globalThis, ADDED, { value: true });
}

function haveEqualBytes(a: unknown, b: unknown): boolean {
  return (
    ArrayBuffer.isView(a) &&
    ArrayBuffer.isView(b) &&
    a.constructor === b.constructor &&
    a.byteLength === b.byteLength &&
    bytesOf(a).equals(bytesOf(b))
  );
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
