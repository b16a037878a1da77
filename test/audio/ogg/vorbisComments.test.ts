import { describe, expect, it } from 'vitest';
import { createByteReader } from '../../../src/audio/byteReader.js';
import { writeOggChecksum } from '../../../src/audio/ogg/oggChecksum.js';
import { oggPages } from '../../../src/audio/ogg/oggPages.js';
import { writeVorbisComments } from '../../../src/audio/ogg/vorbisComments.js';
import { fixture, streamOf } from '../fixtures.js';

/** Where each page of an Ogg file begins and ends. */
function pagesOf(bytes: Uint8Array): Uint8Array[] {
  const pages: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const count = bytes[at + 26] as number;
    const body = bytes.subarray(at + 27, at + 27 + count).reduce((sum, length) => sum + length, 0);
    pages.push(bytes.subarray(at, at + 27 + count + body));
    at += 27 + count + body;
  }
  return pages;
}

const hasRightChecksum = (page: Uint8Array) => {
  const again = Uint8Array.from(page);
  writeOggChecksum(again);
  return Buffer.from(again).equals(page);
};

describe('the checksum of an Ogg page', () => {
  it.each(['tone.ogg', 'voice.opus', 'stereo.oga'])(
    'is the one that others wrote in %s',
    (name) => {
      const pages = pagesOf(fixture(name));
      expect(pages.length).toBeGreaterThan(2);
      expect(pages.filter((page) => !hasRightChecksum(page))).toEqual([]);
    },
  );
});

/** The packets on the second page, as our own reader finds them. */
async function secondPage(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
  const pages = oggPages(createByteReader(streamOf(bytes)));
  await pages.next();
  return (await pages.next()).value?.pieces ?? [];
}

describe('the comments of Ogg Vorbis', () => {
  // Whatever wrote it put comments of its own there.
  const bytes = fixture('tone.ogg');

  it('take the place of those that were there, and all else stays', async () => {
    const written = writeVorbisComments(bytes, 'Küche');
    const [before, after] = [pagesOf(bytes), pagesOf(written)];
    expect(after).toHaveLength(before.length);
    expect(after.filter((page) => !hasRightChecksum(page))).toEqual([]);
    expect(after.toSpliced(1, 1)).toEqual(before.toSpliced(1, 1).map((page) => Buffer.from(page)));
    const [comments = new Uint8Array(), codebooks] = await secondPage(written);
    const text = Buffer.from(comments).toString('utf8');
    // Each comment stands behind its length in four bytes.
    const own = text.slice(text.indexOf('ENCODER') - 8);
    expect(own).toBe('\x02\0\0\0\x14\0\0\0ENCODER=sound-mirror\x0c\0\0\0TITLE=Küche\x01');
    expect(codebooks).toEqual((await secondPage(bytes))[1]);
  });

  it('have no title if it is empty', () => {
    expect(Buffer.from(writeVorbisComments(bytes, ' ')).toString('latin1')).not.toContain('TITLE');
  });

  it('are refused for what is no Vorbis', () => {
    expect(() => writeVorbisComments(fixture('voice.opus'), '')).toThrow('headers that are none');
  });
});
