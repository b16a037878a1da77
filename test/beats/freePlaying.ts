import { inTicks } from '../../src/beats/layOnBeats.js';
import { seededRandom } from '../../src/math/random.js';
import { writeMidi } from '../../src/output/writeMidi.js';

/**
 * A tune in 4/4 played freely while a sequencer counted 120: its beats do not fall on the lines of the file.
 *
 * @param options.tempoBpm of the playing
 * @param options.fromSeconds where its first bar begins
 */
export function freePlaying({
  tempoBpm = 76,
  fromSeconds = 1.3,
  bars = 16,
  seed = 'free',
} = {}): Uint8Array {
  const random = seededRandom(seed);
  const beatSeconds = 60 / tempoBpm;
  const notes = Array.from({ length: bars * 8 }, (_, eighth) => {
    const isDownbeat = eighth % 8 === 0;
    const isBeat = eighth % 2 === 0;
    const startSeconds = fromSeconds + (eighth * beatSeconds) / 2 + (random() - 0.5) * 0.02;
    const velocity = isDownbeat ? 104 : isBeat ? 85 : 61;
    const tune = { pitch: 60 + Math.floor(random() * 13), startSeconds, velocity };
    const sounded = { ...tune, durationSeconds: beatSeconds * 0.4 };
    // A bass on each bar, and now and then a rest where no beat is.
    return [
      ...(isBeat || random() < 0.7 ? [sounded] : []),
      ...(isDownbeat ? [{ ...sounded, pitch: 36, durationSeconds: 2 * beatSeconds }] : []),
    ];
  }).flat();
  const phrase = inTicks(notes, (seconds) => seconds * 960);
  return writeMidi({
    title: seed,
    tempoBpm: 120,
    timeSignature: { beats: 4, beatUnit: 4 },
    lengthTicks: phrase.lengthTicks,
    parts: [{ name: 'p', midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes: phrase.notes }],
  });
}
