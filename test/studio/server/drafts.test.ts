import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DraftFileAnswer, TakeNotesAnswer } from '../../../src/studio/protocol/objects.js';
import { unpackNotes } from '../../../src/studio/protocol/packedNotes.js';
import { wav } from '../../audio/wav.js';
import { takeBytes } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { toneOf } from '../../transcription/tones.js';
import { ask, openDraftOf, uploadTo } from './askStudio.js';
import { type BuiltStudio, listenToEvents, startBuiltStudio } from './builtStudio.js';
import { bearer, type StartedStudio, send, startStudio } from './startStudio.js';

const folder = useTemporaryFolder();

let studio: StartedStudio | BuiltStudio;

afterEach(() => studio.close());

/** Three struck strings. */
function memo(): Uint8Array {
  const tones = [60, 67, 64].map((pitch, i) => ({
    pitch,
    fromSeconds: 0.5 + 0.8 * i,
    toSeconds: 1.2 + 0.8 * i,
    amplitude: 0.25,
  }));
  return wav(toneOf(3.5 * 22_050, tones), 22_050);
}

/** A MIDI file of one track that ends at once. */
function midiWithoutNotes(): Uint8Array {
  const header = [0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 0, 0, 1, 1, 0xe0];
  const track = [0x4d, 0x54, 0x72, 0x6b, 0, 0, 0, 4, 0, 0xff, 0x2f, 0];
  return Uint8Array.from([...header, ...track]);
}

/** What lies in the temporary folder of the machine: the server's own folder, and what is in it. */
const left = () => readdir(folder.path, { recursive: true });

/** A server whose own folder lies in the test's. */
async function start(): Promise<void> {
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = folder.path;
  studio = await startStudio();
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
}

const openDraft = () => openDraftOf(studio);

const upload = <Answer = DraftFileAnswer>(
  draft: string,
  name: string,
  bytes: Uint8Array | string,
) => uploadTo<Answer>(studio, { draft, name, bytes });

describe('a draft', () => {
  it('holds recordings, plays them, and lets them go', async () => {
    await start();
    const draft = await openDraft();
    const { status, answer } = await upload(draft, 'one.mid', takeBytes('one'));
    expect(status).toBe(201);
    expect(answer).toEqual({
      name: 'one.mid',
      kind: 'midi',
      bytes: takeBytes('one').length,
      seconds: expect.closeTo(4.2, 0),
    });
    expect((await upload(draft, 'ONE.mid', takeBytes('two'))).answer.name).toBe('ONE-2.mid');
    const gone = await ask(studio, 'DELETE', `/api/drafts/${draft}/files/one.mid`);
    expect(gone.status).toBe(204);
    expect((await ask(studio, 'DELETE', `/api/drafts/${draft}/files/one.mid`)).status).toBe(404);
    expect((await left()).filter((name) => name.endsWith('.mid'))).toEqual([
      expect.stringMatching(/ONE-2\.mid$/),
    ]);
    expect((await ask(studio, 'DELETE', `/api/drafts/${draft}`)).status).toBe(204);
    expect(await left()).toEqual([expect.stringMatching(/^sound-mirror-[\w-]+$/)]);
    expect((await upload(draft, 'one.mid', takeBytes('one'))).status).toBe(404);
  });

  it.each([
    ['a path upward', '../../../etc/passwd.mid', 'passwd.mid'],
    ['a path of Windows', 'C:\\music\\..\\take?.mid', 'take-.mid'],
    ['two dots', '..', 'recording.mid'],
    ['a hidden name', '.hidden.mid', 'hidden.mid'],
    ['a device', 'con.mid', 'take-con.mid'],
    ['control characters', 'a\u0000b\n.mid', 'a-b-.mid'],
    ['a long name', `${'x'.repeat(5000)}.mid`, `${'x'.repeat(200)}.mid`],
    ['letters of all kinds', 'Café 冷蔵庫.mid', 'Café 冷蔵庫.mid'],
    ['no name', '', 'recording.mid'],
  ])('keeps %s as a name, in its own folder', async (_, given, kept) => {
    await start();
    const draft = await openDraft();
    expect((await upload(draft, given, takeBytes('one'))).answer).toMatchObject({ name: kept });
    const [own] = await readdir(folder.path);
    expect(await left()).toEqual([
      own,
      join(own as string, `draft-${draft}`),
      join(own as string, `draft-${draft}`, kept),
    ]);
  });

  it.each([
    ['a text', 'notes.txt', 'no music', /^notes\.txt: Expected a recording \(MIDI, /],
    ['damaged MIDI', 'a.mid', 'MThd\0\0', /^a\.mid: .*(damaged|cut short)/],
    ['MIDI without a note', 'b.mid', midiWithoutNotes(), /^b\.mid: .*no notes/],
    ['nothing', 'c.wav', '', /^c\.wav: .*empty/],
  ])('refuses %s in the line of the command line, and keeps nothing of it', async (...row) => {
    const [, name, bytes, complaint] = row;
    await start();
    const draft = await openDraft();
    const { status, answer } = await upload<{ message: string }>(draft, name, bytes);
    expect(status).toBe(422);
    expect(answer.message).toMatch(complaint);
    expect(answer.message).not.toContain(folder.path);
    expect((await left()).length).toBe(2);
  });

  it('refuses ten gigabytes at once', async () => {
    await start();
    const draft = await openDraft();
    const reply = await send(studio, `/api/drafts/${draft}/files?name=a.wav`, {
      method: 'POST',
      headers: { ...bearer(studio), 'content-length': `${10e9}` },
      body: Readable.from([new Uint8Array(1024)]),
    }).catch((error: NodeJS.ErrnoException) => error);
    expect(reply).toMatchObject({ status: 413, text: expect.stringContaining('at most 4000 MB') });
    await vi.waitFor(async () => expect((await left()).length).toBe(2));
  });

  it('makes room for others: of a thousand that are asked for at once, sixteen stay', async () => {
    await start();
    const drafts = await Promise.all(Array.from({ length: 1000 }, openDraft));
    const known = await Promise.all(
      drafts.map((draft) => ask(studio, 'GET', `/api/drafts/${draft}/files/x/notes`)),
    );
    // All lack the file; those that are swept lack the draft as well.
    const messages = known.map(({ answer }) => (answer as { message: string }).message);
    expect(messages.filter((line) => line.includes('this recording is not there'))).toHaveLength(
      16,
    );
    await vi.waitFor(async () => expect((await left()).length).toBe(17));
  });
});

describe('what lies in a draft', () => {
  const startBuilt = async () => {
    studio = await startBuiltStudio({ folder: folder.path });
  };

  it('is heard as it was played: MIDI with its tempo map, in one tempo', async () => {
    await startBuilt();
    const draft = await openDraft();
    await upload(draft, 'one.mid', takeBytes('one'));
    const { answer } = await ask<TakeNotesAnswer>(
      studio,
      'GET',
      `/api/drafts/${draft}/files/one.mid/notes`,
    );
    expect(answer).toMatchObject({ timeSignature: { beats: 3, beatUnit: 4 }, skipped: [] });
    expect(answer.tempoBpm).toBeCloseTo(83, 3);
    expect(answer.notes.length).toBe(4 * 12);
  });

  it('is transcribed where it is audio, while the server goes on answering, and told as it goes', async () => {
    await startBuilt();
    const draft = await openDraft();
    expect((await upload(draft, 'memo.wav', memo())).answer).toEqual({
      name: 'memo.wav',
      kind: 'audio',
      bytes: memo().length,
      seconds: null,
    });
    const events = await listenToEvents(studio);
    const notes = ask<TakeNotesAnswer>(studio, 'GET', `/api/drafts/${draft}/files/memo.wav/notes`);
    const answered = await ask(studio, 'GET', '/api/studio');
    expect(answered.status).toBe(200);
    const { answer } = await notes;
    expect(unpackNotes(answer.notes).map(({ pitch }) => pitch)).toEqual([60, 67, 64]);
    // What is told comes on a connection of its own, and may come after the notes.
    await events.until((event) => event.kind === 'transcription' && event.done === 1);
    const told = events.all().filter(({ kind }) => kind === 'transcription');
    expect(told.at(0)).toMatchObject({ draft, file: 'memo.wav', done: 0 });
    expect(told.at(-1)).toMatchObject({ done: 1 });
    events.end();
  });
});
