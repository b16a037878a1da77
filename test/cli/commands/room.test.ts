import { mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRemovedRooms, removeSavedRoom } from '../../../src/collection/rooms/removedRooms.js';
import { saveRoom } from '../../../src/collection/rooms/savedRooms.js';
import {
  type Detection,
  type Detector,
  loadDetector,
  openCollection,
  readDetectorFiles,
} from '../../../src/index.js';
import { seenId } from '../../../src/studio/document/seenId.js';
import type { RoomAnswer } from '../../../src/studio/protocol/answers.js';
import type { PieceSettings } from '../../../src/studio/protocol/pieceSettings.js';
import { bearer, type StartedStudio, startStudio } from '../../studio/server/startStudio.js';
import { runInProcess } from '../runInProcess.js';
import { KITCHEN, linesOf } from '../runMirror.js';

let home: string;
let photo: Uint8Array;
let detector: Detector;
let studio: StartedStudio;
let opened: RoomAnswer;

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'mirror-room-')));
  photo = await readFile(KITCHEN);
  detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm', threads: 1 });
  studio = await startStudio({
    detector: Promise.resolve(detector),
    collection: () => openCollection(),
    home,
  });
  opened = await (await post('/api/rooms?name=kitchen.jpg', photo)).json();
});

afterAll(async () => {
  await studio.close();
  detector.dispose();
  await rm(home, { recursive: true });
});

async function post(path: string, body: Uint8Array | object): Promise<Response> {
  const reply = await fetch(`http://127.0.0.1:${studio.port}${path}`, {
    method: 'POST',
    headers: bearer(studio),
    body: body instanceof Uint8Array ? Uint8Array.from(body) : JSON.stringify(body),
  });
  expect(reply.ok, path).toBe(true);
  return reply;
}

const room = (args: readonly string[]) => runInProcess(['room', ...args], { folder: home });
const save = (name: string, document: unknown, bytes: Uint8Array = photo) =>
  saveRoom(home, name, { title: 'kitchen', photo: bytes, document });

/** What the studio's page is given for the room with these settings. */
async function fileOf(format: string, settings: PieceSettings): Promise<Buffer> {
  const reply = await post(`/api/rooms/${opened.room}/files/${format}`, settings);
  return Buffer.from(await reply.arrayBuffer());
}

describe('mirror room', () => {
  it('lists the rooms that are saved, and says where there are none', async () => {
    const none = await room([]);
    expect([none.code, none.stdout]).toEqual([0, '']);
    expect(none.stderr).toContain('No room is saved here yet');
    await save('our kitchen', {});
    await save('attic', {});
    await save('gone', {});
    await removeSavedRoom(home, 'gone');
    expect(linesOf((await room([])).stdout)).toEqual(['attic', 'our kitchen']);
    const { stdout } = await room(['--json']);
    expect(linesOf(stdout).map((line) => JSON.parse(line))).toEqual([
      { room: 'attic' },
      { room: 'our kitchen' },
    ]);
  });

  it('understands a name that a Mac has written in another Unicode form on the disk', async () => {
    await save('Küche', { settings: { bars: 2 } });
    const rooms = join(home, 'rooms');
    await rename(join(rooms, 'Küche'), join(rooms, 'Küche'.normalize('NFD')));
    expect(linesOf((await room([])).stdout)).toContain('Küche');
    const { code, stderr } = await room(['Küche', '-o', 'music/']);
    expect(code, stderr).toBe(0);
    const midi = await readFile(join(home, 'music', 'Küche.mid'));
    expect(midi.equals(await fileOf('mid', { bars: 2 }))).toBe(true);
  });

  it('leaves those that were removed to `mirror remove --empty-trash`', async () => {
    const empty = () => runInProcess(['remove', '--empty-trash'], { folder: home });
    await save('gone', {});
    await removeSavedRoom(home, 'gone');
    const rooms = (await listRemovedRooms(home)).length;
    expect((await empty()).stdout).toBe(
      `The trash is empty: ${rooms} removed ${rooms === 1 ? 'room' : 'rooms'} gone.\n`,
    );
    expect(await listRemovedRooms(home)).toEqual([]);
    expect((await empty()).stdout).toBe('The trash was empty.\n');
  });

  it('writes the very bytes that the studio gives for a room in which all was changed', async () => {
    const bars = { bars: 6, seed: 11, minConfidence: 0.4, variation: 0.7, temperature: 0.9 };
    const seen: Detection[] = await (
      await post(`/api/rooms/${opened.room}/detections`, { minConfidence: 0.4 })
    ).json();
    expect(seen.length).toBeGreaterThan(4);
    const [first, second, third, ...others] = seen as [Detection, Detection, Detection];
    const moved = { ...first.box, x: first.box.x + 20, width: first.box.width - 30 };
    const drawn = { x: 400, y: 300, width: 250, height: 200 };
    const knife = { label: 'clock', taught: true } as const;
    const latent = Array.from({ length: 32 }, (_, i) => Math.sin(i));
    const instruments = { clock: 'violin', breadknife: 'church organ' };
    const settings = { ...bars, title: 'At night', harmonise: false, instruments };
    await save('changed', {
      settings,
      edits: [
        { kind: 'moved', seen: seenId(first), box: moved },
        { kind: 'removed', seen: seenId(second) },
        { kind: 'named', seen: seenId(third), name: knife },
        { kind: 'drawn', id: 'drawn 1', name: { label: 'clock', taught: true }, box: drawn },
      ],
      mix: { clock: { isMuted: true, gainDb: -12, pan: 0.5 } },
      takeOffs: { breadknife: { x: 0.4, y: 0.2, latent }, samovar: { x: 0, y: 0, latent } },
    });
    const asked: PieceSettings = {
      ...settings,
      takeOffs: { breadknife: latent },
      detections: [
        { ...first, box: moved },
        { ...third, ...knife },
        ...others,
        { ...knife, confidence: 1, box: drawn },
      ],
    };
    const { code, stderr, stdout } = await room(['changed', '-o', 'music/', '--explain', '--json']);
    expect(code, stderr).toBe(0);
    const midi = await readFile(join(home, 'music', 'changed.mid'));
    expect(midi.equals(await fileOf('mid', asked))).toBe(true);
    expect(midi.equals(await fileOf('mid', { ...settings, minConfidence: 0.4 }))).toBe(false);
    const record = JSON.parse(stdout);
    expect(record).toMatchObject({
      room: 'changed',
      photo: { width: 1600, height: 1067 },
      midi: 'music/changed.mid',
      explanation: 'music/changed.explain.json',
      seed: 11,
      bars: 6,
    });
    expect(record.detections).toHaveLength(seen.length);
    const why = JSON.parse(await readFile(join(home, 'music', 'changed.explain.json'), 'utf8'));
    expect(why.tracks).toHaveLength(record.tracks.length);
  });

  it('gives sound and page as the studio does', async () => {
    await save('plain', { settings: { bars: 2 } });
    const { code, stderr } = await room(['plain', '--wav', '--picture', 'plain.svg', '--quiet']);
    expect([code, stderr]).toEqual([0, '']);
    for (const format of ['mid', 'wav', 'svg']) {
      const bytes = await readFile(join(home, `plain.${format}`));
      expect(bytes.equals(await fileOf(format, { bars: 2 })), format).toBe(true);
    }
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['no such room', ['atic'], 2, /none is called "atic"\. Did you mean "attic"\?/],
    ['a path for a name', ['../attic'], 2, /Expected a room's name/],
    ['options of a room without one', ['--wav'], 2, /Expected the name of a room with --wav/],
    ['sound that is none', ['attic', '-o', 'attic.doc'], 2, /Expected -o to end in/],
    ['a page that is not drawn', ['attic', '--text'], 2, /Expected --picture with --text/],
    ['two rooms', ['attic', 'plain'], 2, /too many arguments/i],
  ])('says in a line what it cannot do: %s', async (_, args, code, complaint) => {
    await save('attic', {});
    const ended = await room(args);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(linesOf(ended.stderr)).toEqual([expect.stringMatching(complaint)]);
  });

  it('says of a damaged room what is wrong with it, and writes nothing', async () => {
    const grey = { width: 320, height: 240, channels: 3, background: '#888888' } as const;
    const wall = await sharp({ create: grey }).png().toBuffer();
    await save('wall', {}, wall);
    await save('ranges', { settings: { bars: 4000 } });
    await save('nothing photographed', {}, Buffer.from('no photo'));
    await save('photo gone', {});
    await save('damaged', {});
    const inside = (name: string, file: string) => join(home, 'rooms', name, file);
    const [gone = ''] = (await readdir(inside('photo gone', ''))).filter((file) =>
      file.startsWith('photo-'),
    );
    await rm(inside('photo gone', gone));
    await writeFile(inside('damaged', 'room.json'), '{"version":');
    for (const [name, code, complaint] of [
      ['wall', 3, /wall: Expected at least one detection/],
      ['ranges', 2, /ranges: Expected bars to be a whole number from 1 to 512/],
      ['nothing photographed', 2, /nothing photographed: Expected a photo \(JPEG/],
      ['photo gone', 2, /photo-[0-9a-f]+: Expected the room's photo but it is gone/],
      ['damaged', 2, /room\.json: Expected a room of version 1/],
    ] as const) {
      const ended = await room([name]);
      expect([ended.code, ended.stdout], name).toEqual([code, '']);
      expect(linesOf(ended.stderr)).toEqual([expect.stringMatching(complaint)]);
    }
    const made = (await readdir(home)).filter((file) => file.endsWith('.mid'));
    expect(made.filter((file) => file !== 'plain.mid')).toEqual([]);
  });
});
