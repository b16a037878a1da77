import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { fixture, fixturePath } from '../../audio/fixtures.js';
import { takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { end, midiFile, off, on, tempo, track } from '../../recordings/midiBuilder.js';
import { runInProcess } from '../runInProcess.js';
import { ending, KITCHEN, startMirror } from '../runMirror.js';

const top = useTemporaryFolder();
beforeEach(async () => {
  await mkdir(join(top.path, 'bin'));
  await mkdir(join(top.path, 'tmp'));
  await mkdir(join(top.path, 'here'));
  await writeFile(join(top.path, 'here', 'take.mid'), takeBytes('take'));
});

/** A player that keeps what it was given and then does what the test wants; only `sh` is needed for it. */
async function putPlayer(name: string, then = ''): Promise<void> {
  const script = `#!/bin/sh
for last; do :; done
echo "$@" > '${top.path}/${name}.words'
/bin/cat "$last" > '${top.path}/${name}.wav'
${then}
`;
  await writeFile(join(top.path, 'bin', name), script);
  await chmod(join(top.path, 'bin', name), 0o755);
}

const options = () => ({
  folder: join(top.path, 'here'),
  env: { PATH: join(top.path, 'bin'), TMPDIR: join(top.path, 'tmp') },
});
const play = (...words: string[]) => runInProcess(['play', ...words], options());
const received = (name: string) => readFile(join(top.path, `${name}.wav`));

// The scripts above are for a shell, and the players those of Linux.
describe.runIf(process.platform === 'linux')('mirror play', () => {
  it('plays a MIDI file through the player that is there, and leaves nothing', async () => {
    await putPlayer('aplay');
    const { code, stdout, stderr } = await play('take.mid');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^take\.mid: playing [\d.]+ s; Ctrl-C stops\n$/);
    expect(await readFile(join(top.path, 'aplay.words'), 'utf8')).toMatch(/^-q \/.*\.wav\n$/);
    const wav = await received('aplay');
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
    expect(wav.length).toBe(78 + wav.readUInt32LE(74));
    expect(await readdir(join(top.path, 'tmp'))).toEqual([]);
    expect(await everythingIn(join(top.path, 'here'))).toEqual(['take.mid']);
  });

  it('plays what another program wrote: format 0, a map of tempos, drums', async () => {
    await putPlayer('paplay');
    const drums = track(
      tempo(0, 400_000),
      on(0, 38, { channel: 9 }),
      tempo(480, 800_000),
      on(480, 36, { channel: 9 }),
      off(240, 36, { channel: 9 }),
      end(0),
    );
    await writeFile(join(top.path, 'here', 'any.mid'), midiFile({ format: 0, tracks: [drums] }));
    expect((await play('any.mid')).code).toBe(0);
    // Until the last key is let go: 0.4 + 0.8 + 0.4 s, and what rings on.
    const seconds = (await received('paplay')).readUInt32LE(74) / 264_600;
    expect(seconds).toBeGreaterThan(1.6);
  });

  it.each<[file: string, said: RegExp]>([
    ['song.rmi', /song\.rmi: the file was taken out of its RIFF wrapper\n/],
    ['clock-f8.mid', /clock-f8\.mid: track 1: 1 real-time or system common message left out\n/],
    ['events-after-end.mid', /: track 1: 76 bytes behind its end-of-track left out\n/],
  ])('plays %s of another program, and says what was put right', async (file, said) => {
    await putPlayer('aplay');
    const fixture = new URL(`../../recordings/fixtures/${file}`, import.meta.url);
    await copyFile(fixture, join(top.path, 'here', file));
    const { code, stderr } = await play(file);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(said);
    // Eight quarters of half a second, and what rings on.
    const seconds = (await received('aplay')).readUInt32LE(74) / 264_600;
    expect(seconds).toBeGreaterThan(4);
    expect(seconds).toBeLessThan(7.9);
  });

  it('plays the mirror of a photo and keeps no file of it', async () => {
    await putPlayer('pw-play');
    const { code, stdout } = await play(KITCHEN, '--bars', '1', '--seed', '3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/kitchen\.jpg {2}\d+ objects, 1 bar at /);
    expect((await received('pw-play')).length).toBeGreaterThan(264_600);
    expect(await everythingIn(join(top.path, 'here'))).toEqual(['take.mid']);
    expect(await readdir(join(top.path, 'tmp'))).toEqual([]);
  });

  it('hands on a WAV file as it is, whatever its name begins with', async () => {
    await putPlayer('aplay');
    const wav = Buffer.concat([Buffer.from('RIFF\x04\0\0\0WAVE', 'latin1'), Buffer.alloc(9)]);
    await writeFile(join(top.path, 'here', '-x.wav'), wav);
    expect((await play('--', '-x.wav')).code).toBe(0);
    expect((await received('aplay')).equals(wav)).toBe(true);
  });

  it.each(['float32-rf64.wav', 'alaw.wav'])(
    'plays a WAV file of any kind as it is: %s',
    async (name) => {
      await putPlayer('aplay');
      expect(await play(fixturePath(name))).toMatchObject({ code: 0, stderr: '' });
      expect(new Uint8Array(await received('aplay'))).toEqual(fixture(name));
    },
  );

  it('tries the next player when one cannot, and says what the last one says', async () => {
    await putPlayer('pw-play', 'echo "no server" >&2; exit 1');
    await putPlayer('aplay');
    expect((await play('take.mid')).code).toBe(0);
    await putPlayer('aplay', 'echo "no card" >&2; exit 1');
    const { code, stderr } = await play('take.mid', '--quiet');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^mirror: Expected this machine to play [^\n]*aplay says no card\. [^\n]*\n$/,
    );
    expect(await readdir(join(top.path, 'tmp'))).toEqual([]);
  });

  it.each<[player: string, said: string, code: number]>([
    ['ffplay', 'No more combinations to try, audio open failed\nFailed to open file', 0],
    [
      'aplay',
      "ALSA lib confmisc.c: cannot find card '0'\naplay: main: audio open error: No such",
      1,
    ],
    ['paplay', 'Connection failure: Connection refused', 1],
    ['pw-play', 'error: pw_context_connect() failed: Host is down', 1],
  ])('says in one line that there is no sound device, as %s says %j', async (name, said, code) => {
    await putPlayer(name, `printf '%s\\n' "${said}" >&2; exit ${code}`);
    const ended = await play('take.mid', '--quiet');
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      /^mirror: Expected a sound device but this machine seems to have none: [^\n]*\. Connect one; of a photo, `mirror <photo> -o song\.mp3` [^\n]*\n$/,
    );
    expect(await readdir(join(top.path, 'tmp'))).toEqual([]);
  });

  it('says in one line what to install where there is no player', async () => {
    const { code, stderr } = await play('take.mid');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^mirror: Expected a program that plays WAV files [^\n]*\n$/);
    expect(stderr).toContain('Install alsa-utils');
  });

  it.each<[readonly string[], RegExp]>([
    [['gone.mid'], /gone\.mid: Expected a photo, a MIDI file or a WAV file but there is no such/],
    [['take.mid', '--bars', '3'], /Expected a photo with --bars but take\.mid is none/],
    [['take.mid', '--no-harmonise'], /Expected a photo with --no-harmonise but take\.mid is none/],
    [['cut.mid'], /cut\.mid is cut short/],
    [['text.txt'], /./],
    [[fixturePath('tone.flac')], /tone\.flac: Expected a photo, .* FLAC audio\. .*beats --click/],
    [[fixturePath('tone.mp3')], /but this is MP3 audio\. .*`mirror hear`/],
    [[fixturePath('tone.m4a')], /but this is M4A audio\. /],
    [[fixturePath('film.mp4')], /a photo .*but .*film/],
    [['take.mid', '--soundfont', 'text.txt'], /text\.txt: Expected a SoundFont/],
  ])('refuses %j in one line', async (words, complaint) => {
    await putPlayer('aplay');
    await writeFile(join(top.path, 'here', 'text.txt'), 'hello');
    await writeFile(join(top.path, 'here', 'cut.mid'), takeBytes('take').subarray(0, 99));
    const { code, stderr } = await play(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mirror: [^\n]*\n$/);
    expect(stderr).toMatch(complaint);
    expect(existsSync(join(top.path, 'aplay.wav'))).toBe(false);
    expect(await readdir(join(top.path, 'tmp'))).toEqual([]);
  });

  it('stops the player at Ctrl-C, however stubborn, and leaves nothing', async () => {
    await putPlayer('aplay', `echo $$ > '${top.path}/pid'; trap '' TERM INT; while :; do :; done`);
    const child = startMirror(['play', 'take.mid'], options());
    const ended = ending(child);
    const pidFile = join(top.path, 'pid');
    for (let wait = 0; wait < 500 && !existsSync(pidFile); wait++) await setTimeout(20);
    await setTimeout(50);
    const pid = Number(await readFile(pidFile, 'utf8'));
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/mirror: Stopped\. [^\n]*\n$/);
    expect(() => process.kill(pid, 0)).toThrow();
    expect(await readdir(join(top.path, 'tmp'))).toEqual([]);
  });
});
