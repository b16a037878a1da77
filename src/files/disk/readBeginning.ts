import { type FileHandle, open } from 'node:fs/promises';

/** The first bytes of a file, or all of it if it is shorter. @throws the system's error */
export async function readBeginning(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, await readInto(file, bytes, 0));
  } finally {
    await file.close();
  }
}

/**
 * Fills bytes from a place of a file on. A disk over a network may give a part of them only, and is asked again.
 *
 * @param position in bytes
 * @returns how many bytes there were: fewer than asked for where the file ends
 */
export async function readInto(
  file: FileHandle,
  bytes: Uint8Array,
  position: number,
): Promise<number> {
  let done = 0;
  for (let read = -1; read !== 0 && done < bytes.length; done += read) {
    read = (await file.read(bytes, done, bytes.length - done, position + done)).bytesRead;
  }
  return done;
}
