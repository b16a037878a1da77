import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addObject, findFileBeats, MirrorError, type TranscribeAudio } from '../src/index.js';
import { fixturePath } from './audio/fixtures.js';
import { freePlaying } from './beats/freePlaying.js';
import { takeBytes } from './collection/shelves.js';
import { everythingIn, useTemporaryFolder } from './collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);
const HINTS = { tempoBpm: 76, metre: { beats: 4, beatUnit: 4 } };
const BEATS = { ...HINTS, confidence: 0.9, beats: [0.5, 1.3], downbeats: [0.5] };

/** Stands for the network, which one test below loads. */
const transcribing = (transcribe: TranscribeAudio) => ({ audioTranscriber: { transcribe } });

describe('findFileBeats', () => {
  it('gives the grid of a MIDI file that keeps it', async () => {
    await writeFile(at('own.mid'), takeBytes('own'));
    const { beats, ...rest } = await findFileBeats(at('own.mid'));
    expect(rest).toEqual({ kind: 'MIDI', isOwnGrid: true, overridesGrid: false, hints: {} });
    expect(beats).toMatchObject({ metre: { beats: 3, beatUnit: 4 }, confidence: 1 });
    expect(beats.downbeats[1]).toBeCloseTo(2.169, 3);
  });

  it('finds the beats of free playing, and writes nothing', async () => {
    await writeFile(at('free.mid'), freePlaying());
    const { beats, hints, isOwnGrid } = await findFileBeats(at('free.mid'), { hints: HINTS });
    expect({ hints, isOwnGrid }).toEqual({ hints: HINTS, isOwnGrid: false });
    expect(Math.abs((beats.tempoBpm ?? 0) - 76)).toBeLessThan(2);
    expect(await everythingIn(folder.path)).toEqual(['free.mid']);
  });

  it('knows what was said before of a recording in a collection', async () => {
    await writeFile(at('free.mid'), freePlaying());
    const files = [at('free.mid')];
    const options = { name: 'kettle', labels: ['cup'], files, hints: HINTS };
    const { object } = await addObject(at('home'), options);
    const { hints } = await findFileBeats(join(object.folder, 'recordings', 'free.mid'));
    expect(hints).toEqual(HINTS);
  });

  it('transcribes audio with the network of the package', async () => {
    const { kind, beats } = await findFileBeats(fixturePath('tone.mp3'));
    expect(kind).toBe('audio');
    expect(beats).toMatchObject({ tempoBpm: null, metre: null, beats: [], downbeats: [] });
  });

  it('hands hints and notices through the transcription of audio', async () => {
    const notices: string[] = [];
    const audioTranscriber = transcribing(
      async (_, { name, hints, onBeats, onNotice, onStretch }) => {
        await onStretch({ fromSeconds: 0, toSeconds: 7, notes: [] });
        onNotice(`${name}: a hum`);
        onBeats?.({ ...BEATS, tempoBpm: hints?.tempoBpm ?? null });
        return new Uint8Array();
      },
    );
    const onNotice = (line: string) => notices.push(line);
    const found = await findFileBeats(fixturePath('tone.mp3'), {
      ...audioTranscriber,
      hints: HINTS,
      onNotice,
    });
    expect(found).toEqual({
      kind: 'audio',
      beats: BEATS,
      isOwnGrid: false,
      overridesGrid: false,
      hints: HINTS,
    });
    expect(notices).toEqual(['tone.mp3: a hum']);
  });

  it.each<[title: string, call: () => Promise<unknown>, code: string, line: RegExp]>([
    [
      'hints that cannot be, before anything is read',
      () => findFileBeats(at('none.wav'), { hints: { tempoBpm: 7 } }),
      'usage',
      /^Expected hints\.tempoBpm .* 7\.$/,
    ],
    ['a missing file', () => findFileBeats(at('none.wav')), 'input', /none\.wav: .*no such file/],
    [
      'a picture',
      async () => {
        await writeFile(at('a.jpg'), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16));
        return findFileBeats(at('a.jpg'));
      },
      'input',
      /a\.jpg: Expected a recording .* but this is a JPEG picture/,
    ],
    [
      'audio without music, by its path',
      () =>
        findFileBeats(
          fixturePath('tone.mp3'),
          transcribing(async () => {
            throw new MirrorError('input', 'Expected music.');
          }),
        ),
      'input',
      /^\/.*tone\.mp3: Expected music\.$/,
    ],
    [
      'a transcriber that tells no beats',
      () =>
        findFileBeats(
          fixturePath('tone.mp3'),
          transcribing(async () => new Uint8Array()),
        ),
      'usage',
      /onBeats/,
    ],
    [
      'work that is stopped',
      () => findFileBeats(fixturePath('tone.mp3'), { signal: AbortSignal.abort() }),
      'aborted',
      /./,
    ],
  ])('refuses %s', async (_, call, code, line) => {
    await expect(call()).rejects.toMatchObject({ code, message: expect.stringMatching(line) });
  });
});
