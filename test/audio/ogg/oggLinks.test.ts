import { describe, expect, it } from 'vitest';
import { createByteReader } from '../../../src/audio/byteReader.js';
import { oggLinks } from '../../../src/audio/ogg/oggLinks.js';
import { streamOf } from '../fixtures.js';

interface PageFields {
  readonly serial?: number;
  /** 1: continued, 2: first, 4: last. */
  readonly flags?: number;
  readonly granule?: number;
  /** The last packet goes on on the next page. */
  readonly isOpen?: boolean;
}

/** A page of Ogg (RFC 3533, 6) that holds packets, whose checksum nothing reads. */
function page(packets: readonly string[], fields: PageFields = {}): Buffer {
  const { serial = 1, flags = 0, granule = 0, isOpen = false } = fields;
  const lengths = packets.flatMap((packet, index) => {
    const full = Array<number>(Math.floor(packet.length / 255)).fill(255);
    return isOpen && index === packets.length - 1 ? full : [...full, packet.length % 255];
  });
  const header = Buffer.alloc(27);
  header.write('OggS', 0, 'latin1');
  header[5] = flags;
  header.writeBigInt64LE(BigInt(granule), 6);
  header.writeUInt32LE(serial, 14);
  header[26] = lengths.length;
  return Buffer.concat([header, Buffer.from(lengths), Buffer.from(packets.join(''), 'latin1')]);
}

async function linksOf(...pages: Buffer[]) {
  const links: { codec: string; packets: string[] }[] = [];
  for await (const { codec, pages: read } of oggLinks(
    createByteReader(streamOf(Buffer.concat(pages), 100)),
  )) {
    const packets: string[] = [];
    for await (const { packets: ended } of read) {
      packets.push(...ended.map((packet) => Buffer.from(packet).toString('latin1')));
    }
    links.push({ codec, packets });
  }
  return links;
}

const long = (letter: string, length: number) => letter.repeat(length);
const head = page(['OpusHead'], { flags: 2 });

describe('the packets of a link', () => {
  it.each<[title: string, pages: Buffer[], packets: string[]]>([
    ['stand on one page or on several', [page(['a', 'b']), page(['c'])], ['a', 'b', 'c']],
    [
      'may be of 255 bytes and of none',
      [page([long('a', 255), '', 'b'])],
      [long('a', 255), '', 'b'],
    ],
    [
      'go over pages',
      [page(['a', long('b', 510)], { isOpen: true }), page([long('b', 20), 'c'], { flags: 1 })],
      ['a', long('b', 530), 'c'],
    ],
    [
      'are left out where their end is lost',
      [page(['a', long('b', 510)], { isOpen: true }), page(['c'])],
      ['a', 'c'],
    ],
    [
      'are left out where their beginning is lost',
      [page([long('b', 20), 'c'], { flags: 1 })],
      ['c'],
    ],
    [
      'are left out where their beginning is lost and their end on another page',
      [page([long('b', 255)], { flags: 1, isOpen: true }), page(['b', 'c'], { flags: 1 })],
      ['c'],
    ],
    ['are of one stream', [page(['x'], { serial: 2 }), page(['a'])], ['a']],
    ['are read behind garbage', [Buffer.from('OggOggS'), page(['a'])], ['a']],
    ['are left out where the file ends before', [page(['a']), page(['b']).subarray(0, -1)], ['a']],
  ])('%s', async (_, pages, packets) => {
    expect(await linksOf(head, ...pages)).toEqual([
      { codec: 'Ogg Opus', packets: ['OpusHead', ...packets] },
    ]);
  });
});

describe('the links of a file', () => {
  it('are told apart by the pages that begin them, whatever their serial numbers', async () => {
    const vorbis = page(['\x01vorbis'], { flags: 2, serial: 9 });
    const links = await linksOf(
      head,
      page(['a']),
      head,
      page(['b']),
      vorbis,
      page(['c'], { serial: 9 }),
    );
    expect(links).toEqual([
      { codec: 'Ogg Opus', packets: ['OpusHead', 'a'] },
      { codec: 'Ogg Opus', packets: ['OpusHead', 'b'] },
      { codec: 'Ogg Vorbis', packets: ['\x01vorbis', 'c'] },
    ]);
  });

  it('are their first streams of sound, behind a skeleton or beside others', async () => {
    const skeleton = page(['fishead\0'], { flags: 2, serial: 7 });
    const second = page(['\x7fFLAC'], { flags: 2, serial: 8 });
    const rest = [
      page(['fisbone\0'], { serial: 7, flags: 4 }),
      page(['x'], { serial: 8 }),
      page(['a']),
    ];
    expect(await linksOf(skeleton, head, second, ...rest)).toEqual([
      { codec: 'Ogg Opus', packets: ['OpusHead', 'a'] },
    ]);
  });

  it('without sound are passed over', async () => {
    const picture = page(['\x80theora'], { flags: 2, serial: 3 });
    expect(await linksOf(picture, page(['x'], { serial: 3 }), head, page(['a']))).toHaveLength(1);
    expect(await linksOf(picture, page(['x'], { serial: 3 }))).toEqual([]);
    expect(await linksOf()).toEqual([]);
  });
});
