// What stands in for decoder and network where hours of audio pass the queue: 64 samples for each segment of 5 min 17 s, and notes made of them.

const STRETCH_SECONDS = (24 * 142 * 256) / 22_050;
const STRETCHES = 8;

/** The segments of a recording of so many seconds; the sound is that of its name. */
export async function* standInSegments({ name, seconds }) {
  const total = Math.ceil(seconds / STRETCH_SECONDS);
  for (let first = 0; first < total; first += STRETCHES) {
    const samples = Float32Array.from({ length: 64 }, (_, i) =>
      Math.sin(name.length + first + 1.7 * i),
    );
    const stretchCount = Math.min(STRETCHES, total - first);
    yield { firstStretch: first, stretchCount, firstSample: 1000 * first, samples };
  }
}

/** The stretches of such a segment: sixteen notes each, of pitches that its samples give. */
export function standInTranscribe({ firstStretch, stretchCount, samples }) {
  return Array.from({ length: stretchCount }, (_, i) => {
    const fromSeconds = (firstStretch + i) * STRETCH_SECONDS;
    const notes = Array.from({ length: 16 }, (_, n) => ({
      pitch: 40 + Math.round(40 * Math.abs(samples[(i + 3 * n) % samples.length])),
      startSeconds: fromSeconds + 2.4 * n + 0.1 * Math.abs(samples[n]),
      durationSeconds: 0.7 + Math.abs(samples[n]),
      amplitude: 0.2 + 0.5 * Math.abs(samples[n + 1]),
    }));
    return { fromSeconds, toSeconds: fromSeconds + STRETCH_SECONDS, notes };
  });
}
