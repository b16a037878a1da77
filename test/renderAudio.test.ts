import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { StereoBlock } from '../src/audio/stereoBlock.js';
import type { Part, Score } from '../src/music/score.js';
import { writeMidi } from '../src/output/writeMidi.js';
import { renderAudio } from '../src/renderAudio.js';
import { controller, end, midiFile, off, on, track } from './recordings/midiBuilder.js';
import { collect, onsetSeconds } from './synthesis/onsets.js';
import { packagedSoundFont } from './synthesis/packagedSoundFont.js';

const soundFont = await packagedSoundFont();
const render = (midi: Uint8Array, options = {}) => collect(renderAudio(midi, soundFont, options));

const XYLOPHONE = 13;
const WOODBLOCK = 115;

/** A stroke each half second or so, at 93 a minute: no stroke falls on a block's edge. */
function strokes(part: Partial<Part>, starts: readonly number[]): Part {
  const { name = 'one', midiChannel = 0, program = XYLOPHONE, gainDb = 0, pan = 0 } = part;
  const notes = starts.map((startTicks) => ({
    pitch: 79,
    startTicks,
    durationTicks: 60,
    velocity: 97,
  }));
  return { name, midiChannel, program, gainDb, pan, notes };
}

function scoreOf(parts: readonly Part[]): Score {
  const timeSignature = { beats: 4, beatUnit: 4 };
  return { title: 'test', tempoBpm: 93, timeSignature, lengthTicks: 4800, parts };
}

const sparse = [97, 901, 1807, 2711, 3607];
const two = scoreOf([
  strokes({ name: 'near', pan: -0.7 }, sparse),
  strokes({ name: 'far', midiChannel: 1, program: WOODBLOCK, gainDb: -12, pan: 0.8 }, [403, 2203]),
]);

function energy(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0);
}

function highest(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

function digest({ left, right }: StereoBlock): string {
  return createHash('sha256')
    .update(Buffer.from(left.buffer))
    .update(Buffer.from(right.buffer))
    .digest('hex');
}

describe('renderAudio', () => {
  it('lets notes sound when the MIDI file says, within 10 ms', async () => {
    const heard = onsetSeconds(await render(writeMidi(scoreOf([strokes({}, sparse)]))));
    expect(heard).toHaveLength(sparse.length);
    for (const [index, ticks] of sparse.entries()) {
      const written = ((ticks / 480) * 60) / 93;
      expect(Math.abs((heard[index] as number) - written)).toBeLessThan(0.01);
    }
  });

  it('puts each part where its pan says, and makes it as soft as its volume says', async () => {
    const midi = writeMidi(two);
    const near = await render(midi, { track: 1 });
    const far = await render(midi, { track: 2 });
    expect(energy(near.left)).toBeGreaterThan(3 * energy(near.right));
    expect(energy(far.right)).toBeGreaterThan(3 * energy(far.left));
    const loud = strokes({}, sparse);
    const full = energy((await render(writeMidi(scoreOf([loud])))).left);
    const soft = energy((await render(writeMidi(scoreOf([{ ...loud, gainDb: -12 }])))).left);
    // The room, which a soft part has more of, is in it too.
    expect(10 * Math.log10(soft / full)).toBeGreaterThan(-13);
    expect(10 * Math.log10(soft / full)).toBeLessThan(-11);
  });

  it('gives a part more room when the file asks for it', async () => {
    const strike = (room: number) =>
      midiFile({
        tracks: [track(controller(0, 91, { value: room }), on(0, 79), off(60, 79), end(0))],
      });
    const afterwards = async (room: number) => {
      const { left, right } = await render(strike(room), { frames: 2 * 44_032 });
      return energy(left.subarray(44_100)) + energy(right.subarray(44_100));
    };
    const [dry, near, far] = [await afterwards(0), await afterwards(40), await afterwards(64)];
    expect(near).toBeGreaterThan(2 * dry);
    expect(far).toBeGreaterThan(2 * near);
  });

  it('is the sum of its tracks, room included, each silent before it begins', async () => {
    const midi = writeMidi(two);
    const whole = await render(midi);
    const frames = whole.left.length;
    const [near, far] = [
      await render(midi, { track: 1, frames }),
      await render(midi, { track: 2, frames }),
    ];
    const apart = whole.left.map((sample, frame) =>
      Math.abs(sample - (near.left[frame] as number) - (far.left[frame] as number)),
    );
    const peak = highest(whole.left);
    // Measured: −129 dB in a piece of ten objects.
    expect(highest(apart)).toBeLessThan(peak * 1e-6);
    expect(near.left).toHaveLength(frames);
    expect(energy(far.left.subarray(0, 23_000))).toBeLessThan(1e-12);
  });

  it('lets the last note ring out, then ends', async () => {
    const { left, right } = await render(writeMidi(scoreOf([strokes({}, sparse)])));
    const lastNoteEnds = ((3667 / 480) * 60) / 93;
    expect(left.length / 44_100).toBeGreaterThan(lastNoteEnds + 0.5);
    expect(left.length / 44_100).toBeLessThan(lastNoteEnds + 20);
    const peak = highest(left);
    for (const end of [left.at(-1), right.at(-1)])
      expect(Math.abs(end as number)).toBeLessThan(peak * 1e-4);
  });

  it('ends even where keys and pedals are never let go', async () => {
    const organ = track(
      [0, 0xc0, 19],
      controller(0, 64, { value: 127 }),
      on(0, 61),
      on(480, 65),
      end(960),
    );
    const { left } = await render(midiFile({ tracks: [organ] }));
    expect(left.length / 44_100).toBeLessThan(0.5 + 21);
  });

  it('plays drums, format 0 and programs that few SoundFonts have', async () => {
    const beat = track(
      [0, 0xb1, 0, 77],
      [0, 0xc1, 99],
      on(0, 38, { channel: 9 }),
      on(240, 60, { channel: 1 }),
      off(99, 60, { channel: 1 }),
      end(0),
    );
    const sound = await render(midiFile({ format: 0, tracks: [beat] }));
    expect(energy(sound.left)).toBeGreaterThan(1e-3);
  });

  it('gives equal samples for equal bytes, in this process and in another, and prints nothing', async () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name),
    );
    const midi = writeMidi(two);
    const first = digest(await render(midi));
    expect(digest(await render(midi))).toBe(first);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    expect(
      execFileSync(process.execPath, ['--input-type=module', '-e', elsewhere(midi)], {
        encoding: 'utf8',
      }),
    ).toBe(first);
  });

  it('renders anew, from the beginning, each time it is gone through', async () => {
    const sound = renderAudio(writeMidi(two), soundFont);
    for await (const _ of sound) break;
    const whole = digest(await collect(sound));
    expect(digest(await collect(sound))).toBe(whole);
    expect(whole).toBe(digest(await render(writeMidi(two))));
  });

  it('stops when the signal fires', async () => {
    const abort = new AbortController();
    const sound = renderAudio(writeMidi(two), soundFont, { signal: abort.signal });
    const blocks = sound[Symbol.asyncIterator]();
    expect((await blocks.next()).done).toBe(false);
    abort.abort();
    await expect(blocks.next()).rejects.toMatchObject({ code: 'aborted' });
  });
});

/** The same through the built package. */
function elsewhere(midi: Uint8Array): string {
  const dist = (path: string) => JSON.stringify(new URL(`../dist/${path}`, import.meta.url).href);
  return `
    import { createHash } from 'node:crypto';
    import { renderAudio, readSoundFont } from ${dist('index.js')};
    import { readPublishedFile } from ${dist('collection/publishedFiles.js')};
    const soundFont = await readSoundFont(await readPublishedFile('soundFont', 'FluidR3Mono_GM.sf3'));
    const midi = Buffer.from('${Buffer.from(midi).toString('base64')}', 'base64');
    const lefts = [], rights = [];
    for await (const { left, right } of renderAudio(midi, soundFont)) {
      lefts.push(Buffer.from(left.buffer, left.byteOffset, left.byteLength));
      rights.push(Buffer.from(right.buffer, right.byteOffset, right.byteLength));
    }
    const hash = createHash('sha256').update(Buffer.concat(lefts)).update(Buffer.concat(rights));
    process.stdout.write(hash.digest('hex'));
  `;
}
