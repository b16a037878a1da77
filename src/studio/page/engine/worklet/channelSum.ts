/** A channel's sound for a quantum. */
export type Sides = [left: Float32Array, right: Float32Array];

/** Buffers for channels that are rendered one by one, their sum, and how loud each is. */
export function openChannelSum({
  channels: count,
  frames,
}: {
  readonly channels: number;
  /** Of a quantum. */
  readonly frames: number;
}) {
  const channels = Array.from(
    { length: count },
    (): Sides => [new Float32Array(frames), new Float32Array(frames)],
  );
  const squares = new Float64Array(count);
  let summed = 0;
  return {
    /** To be rendered into, silent at first. */
    clear: (): Sides[] => {
      for (const sides of channels) for (const side of sides) side.fill(0);
      return channels;
    },
    /** Adds all channels to what is in both sides already, and multiplies the whole. */
    addTo: ([left, right]: Sides, gain: number) => {
      for (const [channel, [ownLeft, ownRight]] of channels.entries()) {
        let sum = 0;
        for (let i = 0; i < left.length; i++) {
          const [l, r] = [ownLeft[i] as number, ownRight[i] as number];
          left[i] = (left[i] as number) + l;
          right[i] = (right[i] as number) + r;
          sum += l * l + r * r;
        }
        squares[channel] = (squares[channel] as number) + sum * gain * gain;
      }
      for (const side of [left, right]) {
        for (let i = 0; i < side.length; i++) side[i] = (side[i] as number) * gain;
      }
      summed += left.length;
    },
    /** Root mean square of each channel since it was asked last, both sides. */
    takeLevels: (): number[] => {
      const levels = [...squares].map((sum) => Math.sqrt(sum / (2 * Math.max(1, summed))));
      squares.fill(0);
      summed = 0;
      return levels;
    },
  };
}
