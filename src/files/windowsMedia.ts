import { latin1, startsLike } from './bytePattern.js';

/** The header object's identifier, which every ASF file (WMA, WMV) begins with. */
const HEADER_OBJECT = '\x30\x26\xb2\x75\x8e\x66\xcf\x11';

/** The type of a stream that shows something: BC19EFC0-5B4D-11CF-A8FD-00805F5C442B. */
const VIDEO_STREAM = '\xc0\xef\x19\xbc\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b';

/** Whether this is an ASF file whose header lists a stream of pictures (Advanced Systems Format, 01.20.05, 10.4). */
export function hasWmVideo(bytes: Uint8Array): boolean {
  return startsLike(bytes, HEADER_OBJECT) && latin1(bytes).includes(VIDEO_STREAM);
}
