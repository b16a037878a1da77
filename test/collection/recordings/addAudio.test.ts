import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCollection } from '../../../src/collection/openCollection.js';
import { type AddOptions, addObject } from '../../../src/collection/recordings/addObject.js';
import { readRecordings } from '../../../src/collection/recordings/recordingFiles.js';
import type {
  AudioTranscriber,
  TranscriptionProgress,
} from '../../../src/collection/recordings/transcribeNewAudio.js';
import { MirrorError } from '../../../src/errors.js';
import { readRecording } from '../../../src/recordings/readRecording.js';
import { fixture } from '../../audio/fixtures.js';
import { takeBytes } from '../shelves.js';
import { standInTranscriber } from '../standInTranscriber.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const top = useTemporaryFolder();
let home: string;
let takes: string;
beforeEach(async () => {
  home = join(top.path, 'home');
  takes = join(top.path, 'takes');
  await mkdir(takes);
  for (const name of ['stereo16.wav', 'tone.flac', 'tone.mp3', 'adpcm.wav']) {
    await writeFile(take(name), fixture(name));
  }
  await writeFile(take('take.mid'), takeBytes('take'));
});

const take = (name: string) => join(takes, name);
const kettle = (files: readonly string[], options: Partial<AddOptions> = {}) =>
  addObject(home, {
    name: 'kettle',
    labels: ['toaster'],
    audioTranscriber: standInTranscriber(),
    ...options,
    files: files.map((name) => (name.includes('/') ? name : take(name))),
  });
const recordings = () => join(home, 'objects', 'kettle', 'recordings');

describe('adding audio', () => {
  it('keeps it as it is, with its transcription beside it, which is what is learned', async () => {
    const { object, added, notes } = await kettle(['stereo16.wav', 'take.mid', 'tone.flac']);
    expect(added).toEqual(['take.mid', 'stereo16.wav', 'tone.flac']);
    expect(notes).toEqual([
      'stereo16.wav: its transcription stands beside it as stereo16.mid',
      'tone.flac: its transcription stands beside it as tone.mid',
    ]);
    expect(await everythingIn(home)).toEqual([
      'objects',
      'objects/kettle',
      'objects/kettle/object.json',
      'objects/kettle/recordings',
      'objects/kettle/recordings/stereo16.mid',
      'objects/kettle/recordings/stereo16.wav',
      'objects/kettle/recordings/take.mid',
      'objects/kettle/recordings/tone.flac',
      'objects/kettle/recordings/tone.mid',
    ]);
    expect(Uint8Array.from(await readFile(join(recordings(), 'tone.flac')))).toEqual(
      fixture('tone.flac'),
    );
    const read = await readRecordings(object);
    expect(read.skipped).toEqual([]);
    expect(read.recordings.map(({ name }) => name)).toEqual([
      'stereo16.mid',
      'take.mid',
      'tone.mid',
    ]);
    expect((await openCollection({ home })).objects).toContainEqual(object);
  });

  it('gives names of which neither the audio nor its transcription takes another', async () => {
    await mkdir(join(takes, 'b'));
    await writeFile(join(takes, 'b', 'Tone.flac'), fixture('stereo16.wav'));
    await writeFile(take('tone.mid'), takeBytes('mine'));
    await writeFile(take('a:b'), fixture('int24.wav'));
    const { object } = await kettle(
      ['tone.mid', 'tone.mp3', 'tone.flac', 'b/Tone.flac', 'a:b'].map((name) => join(takes, name)),
    );
    expect(object.audioFiles.map(({ name, transcription }) => [name, transcription])).toEqual([
      ['Tone-4.flac', 'Tone-4.mid'],
      ['a-b.audio', 'a-b.mid'],
      ['tone-2.mp3', 'tone-2.mid'],
      ['tone-3.flac', 'tone-3.mid'],
    ]);
    expect(Uint8Array.from(await readFile(join(recordings(), 'tone.mid')))).toEqual(
      takeBytes('mine'),
    );
  });

  it('transcribes nothing twice, and leaves a corrected transcription alone', async () => {
    await kettle(['tone.mp3']);
    const corrected = takeBytes('corrected');
    await writeFile(join(recordings(), 'tone.mid'), corrected);
    await writeFile(take('copy.mp3'), fixture('tone.mp3'));
    const { added, notes } = await kettle(['tone.mp3', 'copy.mp3'], { audioTranscriber: deaf() });
    expect(added).toEqual([]);
    expect(notes).toEqual([
      'tone.mp3: already there as tone.mp3, not transcribed again',
      'copy.mp3: already there as tone.mp3, not transcribed again',
    ]);
    expect(Uint8Array.from(await readFile(join(recordings(), 'tone.mid')))).toEqual(corrected);
  });

  it('keeps the beats that are the tempo map of a transcription, until a person corrects it', async () => {
    const metre = { beats: 3, beatUnit: 4 };
    const audioTranscriber = standInTranscriber({ findsBeats: true });
    const { object, takes } = await kettle(['tone.mp3'], { audioTranscriber, hints: { metre } });
    expect(takes).toMatchObject([
      {
        name: 'tone.mp3',
        beats: { isOwnGrid: false, hints: { metre }, beats: { confidence: 0.31 } },
      },
    ]);
    expect(takes[0]?.beats.performance.timeSignature).toEqual(metre);
    expect(await readFile(join(recordings(), 'tone.mid.beats.json'), 'utf8')).toContain(
      '"written"',
    );
    const corrected = takeBytes('corrected');
    await writeFile(join(recordings(), 'tone.mid'), corrected);
    const [read] = (await readRecordings(object)).recordings;
    expect(read?.beats.isOwnGrid).toBe(true);
    expect(read?.performance).toEqual(readRecording(corrected, 'tone.mid').performance);
    const said = await kettle(['tone.mp3'], { audioTranscriber: deaf(), hints: { tempoBpm: 60 } });
    expect(said.takes).toMatchObject([
      { name: 'tone.mp3', beats: { isOwnGrid: false, hints: { tempoBpm: 60, metre } } },
    ]);
    expect(Uint8Array.from(await readFile(join(recordings(), 'tone.mid')))).toEqual(corrected);
  });

  it('transcribes again when it is asked to, and keeps the older one, which is not learned', async () => {
    await kettle(['tone.mp3', 'take.mid'], { hints: { tempoBpm: 76 } });
    const midi = await readFile(join(recordings(), 'tone.mid'));
    for (const count of [1, 2]) {
      const corrected = takeBytes(`corrected ${count}`);
      await writeFile(join(recordings(), 'tone.mid'), corrected);
      const { object, added, notes, takes } = await kettle(['tone.mp3'], { again: true });
      expect(added).toEqual(['tone.mid']);
      expect(notes).toContain(`tone.mid: the older one is kept as tone.mid.old-${count}`);
      expect(takes[0]).toMatchObject({ name: 'tone.mp3', beats: { hints: { tempoBpm: 76 } } });
      expect(Uint8Array.from(await readFile(join(recordings(), `tone.mid.old-${count}`)))).toEqual(
        corrected,
      );
      expect(await readFile(join(recordings(), 'tone.mid'))).toEqual(midi);
      const read = await readRecordings(object);
      expect(read.recordings.map(({ name }) => name)).toEqual(['take.mid', 'tone.mid']);
      expect(read.skipped).toEqual([]);
    }
  });

  it('puts everything back when a transcription cannot take the place of the older', async () => {
    await kettle(['tone.mp3', 'tone.flac']);
    const before = await everythingIn(home);
    const corrected = takeBytes('corrected');
    await writeFile(join(recordings(), 'tone-2.mid'), corrected);
    // A folder stands where the file about its beats goes.
    await mkdir(join(recordings(), 'tone.mid.beats.json'));
    const audioTranscriber = standInTranscriber({ findsBeats: true });
    await expect(
      kettle(['tone.flac', 'tone.mp3'], { again: true, audioTranscriber }),
    ).rejects.toMatchObject({ code: 'input' });
    expect(Uint8Array.from(await readFile(join(recordings(), 'tone-2.mid')))).toEqual(corrected);
    expect((await everythingIn(home)).filter((path) => !path.includes('.transcribing'))).toEqual([
      ...before.slice(0, before.indexOf('objects/kettle/recordings/tone.mid') + 1),
      'objects/kettle/recordings/tone.mid.beats.json',
      ...before.slice(before.indexOf('objects/kettle/recordings/tone.mid') + 1),
    ]);
  });

  it('puts back what was said of the beats as well', async () => {
    const audioTranscriber = standInTranscriber({ findsBeats: true });
    await kettle(['tone.mp3', 'tone.flac'], { audioTranscriber, hints: { tempoBpm: 76 } });
    const beats = join(recordings(), 'tone-2.mid.beats.json');
    const before = await readFile(beats, 'utf8');
    const files = await everythingIn(home);
    await rm(join(recordings(), 'tone.mid.beats.json'));
    await mkdir(join(recordings(), 'tone.mid.beats.json'));
    await expect(
      kettle(['tone.flac', 'tone.mp3'], { again: true, audioTranscriber, hints: { tempoBpm: 80 } }),
    ).rejects.toMatchObject({ code: 'input' });
    expect(await readFile(beats, 'utf8')).toBe(before);
    expect((await everythingIn(home)).filter((path) => !path.includes('.transcribing'))).toEqual(
      files,
    );
  });

  it('says how a lost transcription comes back, and brings it back', async () => {
    await kettle(['tone.mp3', 'take.mid']);
    const midi = await readFile(join(recordings(), 'tone.mid'));
    await rm(join(recordings(), 'tone.mid'));
    const object = (await openCollection({ home })).objects.find(({ name }) => name === 'kettle');
    const path = join(recordings(), 'tone.mp3');
    expect((await readRecordings(object as never)).skipped).toEqual([
      `tone.mp3: not learned from, because it is not transcribed yet. Run \`mirror add kettle "${path}"\`.`,
    ]);
    expect((await kettle([path, path])).added).toEqual(['tone.mid']);
    expect(await readFile(join(recordings(), 'tone.mid'))).toEqual(midi);
    expect(await everythingIn(recordings())).toEqual(['take.mid', 'tone.mid', 'tone.mp3']);
  });

  it('tells how far it is, in seconds of the audio', async () => {
    const told: TranscriptionProgress[] = [];
    await kettle(['tone.mp3'], {
      audioTranscriber: { ...standInTranscriber(), onProgress: (p) => told.push(p) },
    });
    expect(told.at(0)).toMatchObject({ name: 'tone.mp3', stage: 'checked' });
    expect(told.findLast(({ stage }) => stage === 'checked')?.seconds).toBeCloseTo(0.4, 6);
    expect(told.at(-1)).toMatchObject({ name: 'tone.mp3', stage: 'transcribed' });
    expect(told.at(-1)?.seconds).toBeCloseTo(0.4, 3);
    expect(told.at(-1)?.totalSeconds).toBeCloseTo(0.4, 6);
  });
});

describe('listening that was stopped', () => {
  /** The whole MIDI, and how many stretches a call transcribed. */
  const interrupted = (stretches: number) => {
    const abort = new AbortController();
    const audioTranscriber = standInTranscriber({
      stretchSeconds: 0.1,
      onStretch: (n) => n === stretches && abort.abort(),
    });
    return { audioTranscriber, signal: abort.signal };
  };

  it.each([1, 2, 3])(
    'is gone on with after stretch %i, and gives the same MIDI',
    async (stretches) => {
      await kettle(['tone.mp3'], {
        name: 'pot',
        audioTranscriber: standInTranscriber({ stretchSeconds: 0.1 }),
      });
      const whole = await readFile(join(home, 'objects', 'pot', 'recordings', 'tone.mid'));
      await expect(kettle(['tone.mp3'], interrupted(stretches))).rejects.toMatchObject({
        code: 'aborted',
      });
      expect((await everythingIn(home)).filter((path) => /kettle|jsonl/.test(path))).toEqual([
        expect.stringMatching(/^\.transcribing\/[0-9a-f]{64}\.jsonl$/),
      ]);
      const resumed: TranscriptionProgress[] = [];
      let transcribedNow = 0;
      const audioTranscriber: AudioTranscriber = {
        ...standInTranscriber({ stretchSeconds: 0.1, onStretch: () => transcribedNow++ }),
        onResumed: (progress) => resumed.push(progress),
      };
      await kettle(['tone.mp3'], { audioTranscriber });
      expect(resumed).toEqual([
        expect.objectContaining({ name: 'tone.mp3', seconds: stretches * 0.1 }),
      ]);
      expect(transcribedNow).toBe(4 - stretches);
      expect(await readFile(join(recordings(), 'tone.mid'))).toEqual(whole);
      expect(await everythingIn(home)).not.toContain('.transcribing');
    },
  );

  it('is not misled by a line that a crash tore, nor by another that transcribed the same', async () => {
    await kettle(['tone.mp3'], {
      name: 'pot',
      audioTranscriber: standInTranscriber({ stretchSeconds: 0.1 }),
    });
    const whole = await readFile(join(home, 'objects', 'pot', 'recordings', 'tone.mid'));
    for (const tail of [
      '{"fromSeconds":0.2,"toSec',
      '{"fromSeconds":0,"toSeconds":0.1,"notes":[]}\n',
      '\0\0',
    ]) {
      await expect(kettle(['tone.mp3'], interrupted(2))).rejects.toMatchObject({ code: 'aborted' });
      const [work = ''] = (await everythingIn(home)).filter((path) => path.endsWith('jsonl'));
      await appendFile(join(home, work), tail);
      await kettle(['tone.mp3'], { audioTranscriber: standInTranscriber({ stretchSeconds: 0.1 }) });
      expect(await readFile(join(recordings(), 'tone.mid'))).toEqual(whole);
      await rm(join(home, 'objects', 'kettle'), { recursive: true });
    }
  });

  it('keeps what was transcribed of the others when no notes are found in one', async () => {
    const audioTranscriber = standInTranscriber({ deafTo: 'stereo16.wav' });
    const refusal = kettle(['tone.mp3', 'stereo16.wav'], { audioTranscriber });
    await expect(refusal).rejects.toThrow(
      /^.*stereo16\.wav: .*What was transcribed of tone\.mp3 is kept/,
    );
    expect((await everythingIn(home)).filter((path) => path.endsWith('jsonl'))).toHaveLength(1);
    let transcribedNow = 0;
    await kettle(['tone.mp3'], {
      audioTranscriber: standInTranscriber({ onStretch: () => transcribedNow++ }),
    });
    expect(transcribedNow).toBe(0);
    expect(await everythingIn(home)).not.toContain('.transcribing');
  });
});

describe('adding audio that cannot be used leaves nothing behind:', () => {
  it.each<[string, () => Promise<string[]> | string[], RegExp]>([
    [
      'a WAV of too many channels, after hours of listening to another',
      async () => {
        const bytes = Buffer.from(fixture('stereo16.wav'));
        bytes.writeUInt16LE(65_535, 22);
        await writeFile(take('wide.wav'), bytes);
        return ['tone.mp3', 'wide.wav'];
      },
      /wide\.wav: .*65535 channels/,
    ],
    ['one in which no notes are found', () => ['stereo16.wav'], /stereo16\.wav: Expected music/],
    [
      'one cut short',
      async () => {
        await writeFile(take('cut.wav'), fixture('stereo16.wav').subarray(0, 5000));
        return ['cut.wav'];
      },
      /cut\.wav: .*cut short: 0\.\d\d s/,
    ],
    [
      'a film with the name of audio',
      async () => {
        await writeFile(take('film.wav'), fixture('film.mp4'));
        return ['film.wav'];
      },
      /film\.wav: .*an MP4 film/,
    ],
    [
      'text with the name of audio',
      async () => {
        await writeFile(take('text.mp3'), 'Dear diary');
        return ['text.mp3'];
      },
      /text\.mp3: .*this is text/,
    ],
    [
      'an empty one',
      async () => {
        await writeFile(take('empty.wav'), '');
        return ['empty.wav'];
      },
      /empty\.wav: .*empty/,
    ],
    ['a device', () => ['/dev/null'], /dev\/null: .*not a regular file/],
  ])('%s', async (_, prepare, line) => {
    const files = await prepare();
    const before = await everythingIn(top.path);
    const audioTranscriber = standInTranscriber({ deafTo: 'stereo16.wav' });
    await expect(kettle(files, { audioTranscriber })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(line),
    });
    expect(await everythingIn(top.path)).toEqual(before);
  });

  it('one that changes while it is transcribed', async () => {
    const audioTranscriber: AudioTranscriber = {
      transcribe: async (bytes, options) => {
        const midi = await standInTranscriber().transcribe(bytes, options);
        await appendFile(take('tone.mp3'), 'more');
        return midi;
      },
    };
    const before = await everythingIn(top.path);
    await expect(kettle(['tone.mp3'], { audioTranscriber })).rejects.toThrow(/changed meanwhile/);
    expect(await everythingIn(top.path)).toEqual(before);
  });

  it('any, where nobody can hear it', async () => {
    const before = await everythingIn(top.path);
    await expect(kettle(['tone.mp3'], { audioTranscriber: undefined })).rejects.toMatchObject({
      code: 'usage',
    });
    expect(await everythingIn(top.path)).toEqual(before);
  });
});

/** Whoever it asks to transcribe has failed. */
function deaf(): AudioTranscriber {
  return {
    transcribe: async () => {
      throw new MirrorError('environment', 'Expected that nothing is transcribed.');
    },
  };
}
