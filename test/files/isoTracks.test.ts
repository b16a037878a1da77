import { describe, expect, it } from 'vitest';
import { holdsIsoFilm } from '../../src/files/isoTracks.js';

/** A box of ISO/IEC 14496-12: its size, its type, and what is in it. */
function box(type: string, ...content: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part as string, 'latin1')));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

function track(handler: string, codec: string): Buffer {
  const description = box('stsd', '\0\0\0\0\0\0\0\x01', box(codec, '\0'.repeat(70)));
  return box(
    'trak',
    box('tkhd', '\0'.repeat(84)),
    box(
      'mdia',
      box('mdhd', '\0'.repeat(24)),
      box('hdlr', '\0'.repeat(8), handler, '\0'.repeat(13)),
      box('minf', box('vmhd', '\0'.repeat(12)), box('stbl', description)),
    ),
  );
}

describe('an MP4 holds a film', () => {
  it.each<[title: string, tracks: Buffer[], expected: boolean]>([
    ['where a track shows pictures', [track('soun', 'mp4a'), track('vide', 'avc1')], true],
    ['not where all tracks sound', [track('soun', 'mp4a'), track('soun', 'alac')], false],
    [
      'not where its picture is the cover of a chapter',
      [track('soun', 'mp4a'), track('vide', 'jpeg')],
      false,
    ],
    ['nor where it has chapters in text', [track('soun', 'mp4a'), track('text', 'text')], false],
    ['not where it has no tracks', [], false],
  ])('%s', (_, tracks, expected) => {
    const movie = Buffer.concat([box('mvhd', '\0'.repeat(100)), ...tracks, box('udta')]);
    expect(holdsIsoFilm(movie)).toBe(expected);
  });

  it('by as much of the list as there is', () => {
    const movie = Buffer.concat([track('soun', 'mp4a'), track('vide', 'avc1')]);
    for (let end = 0; end <= movie.length; end++) {
      expect([true, false]).toContain(holdsIsoFilm(movie.subarray(0, end)));
    }
  });
});
