import { open } from 'node:fs/promises';

/** The first bytes of a file, or all of it if it is shorter. @throws the system's error */
export async function readBeginning(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(length);
    let done = 0;
    // A disk over a network may give a part of the bytes only.
    for (let read = -1; read !== 0 && done < length; done += read) {
      read = (await file.read(bytes, done, length - done, done)).bytesRead;
    }
    return bytes.subarray(0, done);
  } finally {
    await file.close();
  }
}
