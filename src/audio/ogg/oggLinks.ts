import type { DecodableFormat } from '../../files/fileFormat.js';
import { oggCodec } from '../../files/oggBeginning.js';
import type { ByteReader } from '../byteReader.js';
import { type OggPage, oggPages } from './oggPages.js';

/** The packets that end on one page of a stream. */
export interface OggPackets {
  readonly packets: readonly Uint8Array[];
  /** See `OggPage`. */
  readonly granule: number | undefined;
  readonly isLast: boolean;
}

/** One of the files that were put one after the other into one: its first stream of sound. */
export interface OggLink {
  readonly codec: DecodableFormat;
  /** To be read to its end before the next link is asked for. */
  readonly pages: AsyncGenerator<OggPackets>;
}

/** No packet of sound is longer; a damaged file may have no packet end at all. */
const MOST_PACKET_BYTES = 16 * 2 ** 20;

/**
 * The links of a chained Ogg file (RFC 3533, 4); most files have one. Other streams beside the sound, and links without
 * any, are passed over.
 */
export async function* oggLinks(reader: ByteReader): AsyncGenerator<OggLink> {
  const pages = oggPages(reader);
  let next = await nextOf(pages);
  while (next !== undefined) {
    // All streams of a link begin before any goes on.
    let sound: { first: OggPage; codec: DecodableFormat } | undefined;
    for (; next?.isFirst; next = await nextOf(pages)) {
      const codec = oggCodec(next.pieces[0] ?? new Uint8Array());
      if (codec !== undefined) sound ??= { first: next, codec };
    }
    if (sound !== undefined) {
      const { first, codec } = sound;
      const own = (async function* () {
        const take = packetTaker();
        yield take(first);
        for (; next !== undefined && !next.isFirst; next = await nextOf(pages)) {
          if (next.serial === first.serial) yield take(next);
        }
      })();
      yield { codec, pages: own };
    }
    while (next !== undefined && !next.isFirst) next = await nextOf(pages);
  }
}

async function nextOf(pages: AsyncGenerator<OggPage>): Promise<OggPage | undefined> {
  const { done, value } = await pages.next();
  return done ? undefined : value;
}

/** Puts packets together that go over several pages; one whose beginning or end is lost is left out. */
function packetTaker(): (page: OggPage) => OggPackets {
  let begun: Uint8Array[] = [];
  return ({ pieces, isContinued, isEnded, granule, isLast }) => {
    const isOrphan = isContinued && begun.length === 0;
    if (!isContinued) begun = [];
    const packets: Uint8Array[] = [];
    for (const [index, piece] of pieces.entries()) {
      if (index === 0 && isOrphan) continue;
      begun.push(piece);
      if (index === pieces.length - 1 && !isEnded) break;
      packets.push(begun.length === 1 ? piece : Buffer.concat(begun));
      begun = [];
    }
    if (begun.reduce((sum, { length }) => sum + length, 0) > MOST_PACKET_BYTES) begun = [];
    return { packets, granule, isLast };
  };
}
