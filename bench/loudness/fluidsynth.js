import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLoudnessMeter } from '../../dist/audio/loudness.js';

/** Linear; high enough that the gates of BS.1770 take hardly any soft part for silence, and a part alone does not clip floats. */
const GAIN = 0.6;

/** Whether fluidsynth is installed. */
export function hasFluidsynth() {
  return spawnSync('fluidsynth', ['--version']).status === 0;
}

/**
 * A loudness meter that has heard a MIDI file as FluidSynth plays it, with its own reverb and chorus.
 *
 * @param midi the file's bytes
 * @param soundFont path of an SF2 or SF3 file
 */
export function meterOf(midi, soundFont) {
  const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-loudness-'));
  try {
    const [from, to] = [join(folder, 'part.mid'), join(folder, 'part.raw')];
    writeFileSync(from, midi);
    const options = ['-ni', '-q', '-g', String(GAIN), '-r', '44100', '-T', 'raw', '-O', 'float'];
    execFileSync('fluidsynth', [...options, '-F', to, soundFont, from], { stdio: 'ignore' });
    return meterOfSamples(readFileSync(to));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Left and right take turns, 32-bit floats each. */
function meterOfSamples(bytes) {
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const frames = samples.length >> 1;
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    left[frame] = samples[2 * frame];
    right[frame] = samples[2 * frame + 1];
  }
  const meter = createLoudnessMeter();
  meter.add({ left, right });
  return meter;
}
