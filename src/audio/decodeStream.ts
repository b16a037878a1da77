import { type AudioBlock, mixToMono } from './audioBlock.js';
import { withoutConsole } from './withoutConsole.js';

/** What all of the decoders return. */
interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
}

/** A decoder that is ready and takes bytes as they come. */
export interface StreamDecoder {
  readonly decode: (bytes: Uint8Array) => Decoded | Promise<Decoded>;
  /** What it still holds when all bytes are in; absent where it holds nothing back. */
  readonly flush?: () => Decoded | Promise<Decoded>;
  readonly free: () => void;
}

/** Runs bytes through a decoder and lets it go, whether its caller reads to the end or not. */
export async function* decodeStream(
  bytes: AsyncIterable<Uint8Array>,
  decoder: StreamDecoder,
): AsyncGenerator<AudioBlock> {
  try {
    for await (const chunk of bytes)
      yield* blockOf(await withoutConsole(() => decoder.decode(chunk)));
    if (decoder.flush) yield* blockOf(await withoutConsole(() => decoder.flush?.()));
  } finally {
    decoder.free();
  }
}

function* blockOf(decoded: Decoded | undefined): Generator<AudioBlock> {
  if (decoded === undefined || decoded.samplesDecoded === 0) return;
  yield { sampleRateHz: decoded.sampleRate, samples: mixToMono(decoded.channelData) };
}
