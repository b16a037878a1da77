import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../../../../src/files/checksum.js';
import { fixture, fixturePath } from '../../../audio/fixtures.js';
import {
  LACKS_REDIS,
  skipAloud,
  startRedis,
  type TestServer,
} from '../../../batch/queue/servers.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { ending, linesOf, runMirror, startMirror } from '../../runMirror.js';
import { startQueueWorker } from '../queueWorker.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);
const run = (...words: string[]) => runMirror(words, { folder: folder.path });

const workers: { readonly kill: (signal: NodeJS.Signals) => boolean }[] = [];
let server: TestServer | undefined;
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await server?.stop();
});

describe.skipIf(skipAloud('mirror add --queue', LACKS_REDIS))('mirror add --queue', () => {
  it('has workers transcribe with the real network, also while it is stopped, and what it adds has the bytes of one process', async () => {
    server = await startRedis(at('redis'));
    const { url } = server;
    // Segments end after 5 min 16.5 s: a note is held there.
    await writeFile(at('long.wav'), wavWithNotes(335, [0, 1, 2, 3, 315.8, 316.3, 316.8, 330]));
    const files = ['long.wav', fixturePath('tone.mp3')];
    const words = ['add', 'kettle', ...files, '--labels', 'cup', '--no-train'];
    const over = [...words, '--home', 'home', '--queue', url];
    const stopped = startMirror(over, { folder: folder.path });
    const ended = ending(stopped);
    let status: { total?: number } = {};
    while (status.total === undefined) {
      const { stdout } = await run('queue', '--json', '--queue', url);
      status = JSON.parse(linesOf(stdout)[0] ?? '{}');
    }
    expect(status).toMatchObject({ unit: 'stretch', total: 10, done: 0, workers: 0 });
    stopped.kill('SIGINT');
    const { code, stderr } = await ended;
    expect({ code, first: linesOf(stderr).find((line) => line.includes('handed out')) }).toEqual({
      code: 130,
      first: expect.stringMatching(/^5:35 of audio .* After Ctrl-C they go on .* the same call/),
    });
    const waiting = (await samplesIn()).length;
    const worker = await startQueueWorker(url, { folder: folder.path });
    workers.push(worker);
    let said = '';
    worker.stderr?.on('data', (text) => {
      said += text;
    });
    while ((await samplesIn()).length === waiting) await setTimeout(100);
    const gathered = await run(...over);
    expect({ code: gathered.code, out: gathered.stdout }).toEqual({
      code: 0,
      out: expect.stringContaining('long.wav, tone.mp3 added, answers cup'),
    });
    const here = await run(...words, '--home', 'here');
    // By then all of it may be transcribed, and nothing is handed out.
    const told = linesOf(gathered.stderr).filter((line) => !line.includes('handed out'));
    expect(told).toEqual(linesOf(here.stderr.replaceAll('--home here', '--home home')));
    expect(said).toMatch(/long\.wav: 5:16 to 5:35 transcribed\n/);
    expect(here.stderr).toContain('Run `mirror train kettle --home here`.');
    const added = await everythingIn(at('here', 'objects'));
    expect(added).toContain('kettle/recordings/long.mid');
    expect(await everythingIn(at('home', 'objects'))).toEqual(added);
    for (const path of added.filter((each) => /\.\w+$/.test(each))) {
      const [ofHome, ofHere] = ['home', 'here'].map((home) => at(home, 'objects', path));
      expect(await sumOf(ofHome as string), path).toBe(await sumOf(ofHere as string));
    }
  });

  it('refuses what holds no music as one process does', async () => {
    server = await startRedis(at('redis'));
    const { url } = server;
    await writeFile(at('still.wav'), wavWithNotes(8, []));
    const words = ['add', 'kettle', 'still.wav', '--labels', 'cup'];
    workers.push(await startQueueWorker(url, { folder: folder.path }));
    const over = await run(...words, '--home', 'home', '--queue', url);
    const here = await run(...words, '--home', 'here');
    expect(here.stderr).toMatch(/no notes are found/);
    expect({ ...over, stderr: linesOf(over.stderr).slice(1) }).toEqual({
      ...here,
      stderr: linesOf(here.stderr),
    });
    expect(await everythingIn(folder.path)).not.toContain('home/objects');
  });
});

const sumOf = async (path: string) => sha256Of(await readFile(path));

const samplesIn = async () =>
  (await everythingIn(at('home')).catch(() => [])).filter((path) => path.endsWith('.f32'));

/** A WAV with the fixture's tone, half a second long, at some seconds, and a click so that the rest is no silence to the last bit. */
function wavWithNotes(seconds: number, notes: readonly number[]): Uint8Array {
  const short = Buffer.from(fixture('int24.wav'));
  const dataAt = short.indexOf('data') + 8;
  const [rate, frameBytes] = [short.readUInt32LE(24), short.readUInt16LE(32)];
  const tone = short.subarray(dataAt);
  const data = Buffer.alloc(Math.round(seconds * rate) * frameBytes);
  // A single sample of a quarter of full scale.
  data.writeUInt8(0x20, 2 * frameBytes - 1);
  for (const at of notes) tone.copy(data, Math.round(at * rate) * frameBytes);
  const header = Buffer.from(short.subarray(0, dataAt));
  header.writeUInt32LE(data.length, dataAt - 4);
  return Buffer.concat([header, data]);
}
