import { open } from 'node:fs/promises';

/** The first bytes of a file, or all of it if it is shorter. @throws the system's error */
export async function readBeginning(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
