import { adtsFrameBytes } from './adtsFrame.js';
import type { FileFormat } from './fileFormat.js';
import { frameChainAt } from './frameChain.js';
import { mpegFrameBytes } from './mpegFrame.js';

/**
 * MP3 or AAC, which have no header of a file: by the frames in a row that come first, behind any garbage.
 * Undefined if there are none.
 */
export function frameFormatOf(bytes: Uint8Array): FileFormat | undefined {
  for (let start = bytes.indexOf(0xff); start >= 0; start = bytes.indexOf(0xff, start + 1)) {
    if (frameChainAt(bytes, start, mpegFrameBytes)) return { is: 'decodable', name: 'MP3' };
    if (frameChainAt(bytes, start, adtsFrameBytes)) return { is: 'foreign', name: 'AAC audio' };
  }
  return undefined;
}
