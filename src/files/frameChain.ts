/** By chance, bytes look like one header now and then, hardly ever like three at their distances. */
const FRAMES_IN_A_ROW = 3;

/** The length in bytes of the frame whose header stands there; undefined if none does. */
export type FrameBytes = (bytes: Uint8Array, at: number) => number | undefined;

/** Whether three frames follow one another from there, or as many as there are to the end. */
export function frameChainAt(bytes: Uint8Array, start: number, frameBytes: FrameBytes): boolean {
  let at = start;
  for (let frames = 0; frames < FRAMES_IN_A_ROW; frames++) {
    if (frames > 0 && at >= bytes.length) return at === bytes.length;
    const length = frameBytes(bytes, at);
    if (length === undefined) return false;
    at += length;
  }
  return true;
}
