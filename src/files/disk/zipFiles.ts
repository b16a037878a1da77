import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { MirrorError } from '../../errors.js';

/** A file that goes into an archive. */
export interface ZippedFile {
  /** In the archive, without a folder. */
  readonly name: string;
  readonly path: string;
}

/** Fields of ZIP without its 64-bit extension have 32 bits. */
const MOST_BYTES = 0xffff_ffff;

/** Of the format: 2.0, the first that everything reads. */
const VERSION = 20;

/** Names are UTF-8 (general purpose bit 11). */
const UTF8_NAMES = 0x0800;

/** 1 January 1980, the first day that the format knows: equal files give equal archives. */
const DATE = 0x0021;

const LOCAL = { signature: 0x0403_4b50, bytes: 30 };
const CENTRAL = { signature: 0x0201_4b50, bytes: 46 };
const END = { signature: 0x0605_4b50, bytes: 22 };

/** What both records of a file hold, and where the first lies. */
interface Entry {
  readonly name: Uint8Array;
  readonly checksum: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Files as a ZIP archive (PKWARE, APPNOTE 6.3), as they are, not compressed: sound hardly becomes smaller. Each file is read twice, in
 * pieces, so that memory holds none whole.
 *
 * @returns the archive's bytes, in pieces
 * @throws MirrorError `usage` for more than 4 GB
 */
export async function* zipFiles(files: readonly ZippedFile[]): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = [];
  let offset = 0;
  for (const { name: given, path } of files) {
    const name = new TextEncoder().encode(given);
    const { size } = await stat(path);
    const entry = { name, checksum: await checksumOf(path), size, offset };
    offset += LOCAL.bytes + name.length + size;
    if (offset + CENTRAL.bytes * files.length > MOST_BYTES) throw tooMuch();
    entries.push(entry);
    yield localRecord(entry);
    yield* createReadStream(path);
  }
  const central = entries.map(centralRecord);
  yield* central;
  const size = central.reduce((sum, { length }) => sum + length, 0);
  yield endRecord({ count: entries.length, size, offset });
}

async function checksumOf(path: string): Promise<number> {
  let checksum = 0;
  for await (const piece of createReadStream(path)) checksum = crc32(piece, checksum);
  return checksum;
}

function localRecord(entry: Entry): Uint8Array {
  const record = Buffer.alloc(LOCAL.bytes);
  record.writeUInt32LE(LOCAL.signature, 0);
  record.writeUInt16LE(VERSION, 4);
  writeCommon(record.subarray(6), entry);
  return Buffer.concat([record, entry.name]);
}

function centralRecord(entry: Entry): Uint8Array {
  const record = Buffer.alloc(CENTRAL.bytes);
  record.writeUInt32LE(CENTRAL.signature, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(VERSION, 6);
  writeCommon(record.subarray(8), entry);
  record.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([record, entry.name]);
}

/** Flags, method (0: stored), time, date, checksum, both sizes, and how long the name is. */
function writeCommon(record: Buffer, { name, checksum, size }: Entry): void {
  record.writeUInt16LE(UTF8_NAMES, 0);
  record.writeUInt16LE(DATE, 6);
  record.writeUInt32LE(checksum, 8);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(size, 16);
  record.writeUInt16LE(name.length, 20);
}

function endRecord({
  count,
  size,
  offset,
}: {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}): Uint8Array {
  const record = Buffer.alloc(END.bytes);
  record.writeUInt32LE(END.signature, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

function tooMuch(): MirrorError {
  return new MirrorError(
    'usage',
    'Expected at most 4 GB in an archive but these files have more. Take them away one by one, or with `mirror --stems`.',
  );
}
