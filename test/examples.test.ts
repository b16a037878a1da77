import { execFile } from 'node:child_process';
import { createReadStream, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { decodeAudio } from '../src/index.js';
import { readMidiFile } from '../src/recordings/midiFile.js';
import { useTemporaryFolder } from './collection/temporaryFolder.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = useTemporaryFolder();

/** Every example, what it is called with, and what it leaves behind or says. */
const EXAMPLES: Record<string, { words: string[]; writes?: string; says: RegExp }> = {
  'add-a-recording.js': {
    words: ['test/audio/fixtures/tone.mp3', 'kettle', 'cup', 'my-sounds'],
    writes: 'my-sounds',
    says: /^kettle answers cup with tone\.mp3$/m,
  },
  'find-beats.js': {
    words: ['test/audio/fixtures/tone.mp3', 'objects/clock/recordings/take-01.mid'],
    says: /^tone\.mp3: free\ntake-01\.mid: 122 bpm in 4\/4, confidence 1\.00, 37 bars$/m,
  },
  'from-coco-ssd.js': {
    words: ['photos/kitchen.jpg', 'seen.mid'],
    writes: 'seen.mid',
    says: /^kitchen-table for dining table\nrefrigerator for refrigerator\ncup for cup$/m,
  },
  'mirror-a-room.js': {
    words: ['photos/study.jpg', 'room.mid'],
    writes: 'room.mid',
    says: /laptop: \d+ notes/,
  },
  'draw-a-room.js': {
    words: ['photos/kitchen.jpg', 'room.svg'],
    writes: 'room.svg',
    says: /\d+ parts/,
  },
  'render-midi.js': {
    words: ['test/recordings/fixtures/song.rmi', 'song.wav'],
    writes: 'song.wav',
    says: /out of its RIFF wrapper\n.*song\.wav: [4-9]\.\d s/,
  },
  'schedule-with-tone.js': {
    words: ['photos/study.jpg'],
    says: /^[\d.]+ s at \d+ bpm\n(.+: .+, [A-G]#?\d at \d+\.\d\d s\n){6,}$/,
  },
  'tend-a-collection.js': {
    words: ['my-home', 'clock', 'tv'],
    writes: 'my-home',
    says: /^tv: my clock\ntv: television$/m,
  },
  'teach-a-thing.js': {
    words: ['photos/kitchen.jpg', 'blue-mug', '1080,741,97,117', 'my-sounds'],
    writes: 'my-sounds',
    says: /^blue-mug was taught from 1 photo\nblue-mug: 0\.[4-9]/m,
  },
  'two-clocks.js': { words: ['clocks.mid'], writes: 'clocks.mid', says: /\d+ notes and \d+ notes/ },
  'walk-a-map.js': {
    words: ['cup', 'walk.mid'],
    writes: 'walk.mid',
    says: /200 windows of 8 takes, \d+ notes/,
  },
  'what-is-seen.js': { words: ['photos/bedroom.jpg'], says: /^bed answers bed: [\d.]+ %/ },
};

describe('examples', () => {
  it('are all run here', () => {
    const files = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.js'));
    expect(files.sort()).toEqual([...Object.keys(EXAMPLES), 'gallery.js'].sort());
  });

  it.each(Object.entries(EXAMPLES))(
    '%s does what it says',
    async (name, { words, writes, says }) => {
      const inFolder = words.map((word) => (word === writes ? join(folder.path, word) : word));
      const run = promisify(execFile);
      const { stdout } = await run(process.execPath, [join('examples', name), ...inFolder], {
        cwd: root,
      });
      expect(stdout).toMatch(says);
      if (writes?.endsWith('.mid')) {
        const midi = readMidiFile(await readFile(join(folder.path, writes)), writes);
        expect(midi.tracks.length).toBeGreaterThan(1);
      }
    },
  );

  it('gallery.js makes music, sound, picture, report and a page of a photo', async () => {
    const gallery = join(folder.path, 'gallery');
    const run = promisify(execFile);
    const words = [join('examples', 'gallery.js'), gallery, 'photos/study.jpg'];
    const { stdout } = await run(process.execPath, words, { cwd: root });
    expect(stdout).toBe('photos/study.jpg: 6 objects\n');
    expect(readdirSync(gallery).sort()).toEqual(
      ['README.md', ...['json', 'mid', 'mp3', 'svg'].map((ending) => `study.${ending}`)].sort(),
    );
    const { sound } = JSON.parse(await readFile(join(gallery, 'study.json'), 'utf8'));
    let seconds = 0;
    for await (const block of decodeAudio(createReadStream(join(gallery, sound.file)), 'MP3')) {
      seconds += block.samples.length / block.sampleRateHz;
    }
    // The encoder fills its last frame of 26 ms.
    expect(Math.abs(seconds - sound.seconds)).toBeLessThan(0.1);
    const page = await readFile(join(gallery, 'README.md'), 'utf8');
    for (const ending of ['json', 'mid', 'mp3', 'svg']) expect(page).toContain(`(study.${ending})`);
  });

  it('drew the picture in the README from the kitchen as it sounds now', async () => {
    const out = join(folder.path, 'kitchen.svg');
    const run = promisify(execFile);
    const words = [join('examples', 'draw-a-room.js'), 'photos/kitchen.jpg', out];
    await run(process.execPath, words, { cwd: root });
    // Another build of the JPEG encoder gives the photo in it other bytes.
    const read = async (path: string) =>
      (await readFile(path, 'utf8')).replace(/data:image\/jpeg;base64,[\w+/=]+/, 'the photo');
    const drawn = await read(out);
    expect(drawn).toContain('href="the photo"');
    // Compared here, since two whole pages would fill the terminal.
    expect(drawn === (await read(join(root, 'examples', 'kitchen.svg')))).toBe(true);
  });
});
