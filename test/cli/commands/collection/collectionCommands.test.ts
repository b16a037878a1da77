import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { formatJournal } from '../../../../src/collection/changes/journalFile.js';
import type { SoundObject } from '../../../../src/collection/soundObject.js';
import { keepFewStarters } from '../../../collection/fewStarters.js';
import { skipWhereNoOtherUser } from '../../../collection/otherUser.js';
import { putObject, putTrainedObject, takeBytes } from '../../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runInProcess } from '../../runInProcess.js';
import { KITCHEN, linesOf, runMirror } from '../../runMirror.js';

const folder = useTemporaryFolder();
const run = (...words: string[]) => runInProcess(words, { folder: folder.path });
/** The line of one object of `mirror objects`. */
const lineOf = (name: string, text: string) =>
  linesOf(text).find((line) => line.startsWith(`${name} `));

describe('mirror add', () => {
  it('makes a collection in an empty folder, trains, and the next photo plays it', async () => {
    await mkdir(join(folder.path, 'takes'));
    for (const name of ['take1.mid', 'take2.mid']) {
      await writeFile(join(folder.path, 'takes', name), takeBytes(name));
    }
    const takes = ['takes/take1.mid', 'takes/take2.mid'];
    const added = await run('add', 'Teller 皿', ...takes, '--labels', 'dining table, cup');
    expect(added.code).toBe(0);
    expect(linesOf(added.stdout)).toEqual([
      expect.stringContaining('take1.mid, take2.mid added, answers dining table, cup'),
      expect.stringMatching(/^Teller 皿 {2}learned 2 takes, 0:\d\d of music, 83 bpm in 3\/4$/),
    ]);
    expect(await everythingIn(folder.path)).toEqual([
      'models',
      'models/Teller 皿',
      'models/Teller 皿/decoder.json',
      'models/Teller 皿/weights.bin',
      'objects',
      'objects/Teller 皿',
      'objects/Teller 皿/object.json',
      'objects/Teller 皿/recordings',
      'objects/Teller 皿/recordings/take1.mid',
      'objects/Teller 皿/recordings/take2.mid',
      'takes',
      'takes/take1.mid',
      'takes/take2.mid',
    ]);
    const listed = await run('objects');
    expect(lineOf('Teller', listed.stdout)).toMatch(/2 recordings {2}0\.1 min +trained +home$/);
    const mirrored = await run(KITCHEN, '--json');
    expect(JSON.parse(mirrored.stdout).tracks).toContainEqual(
      expect.objectContaining({ object: 'Teller 皿', labels: ['dining table', 'cup'] }),
    );
    const again = await run('add', 'Teller 皿', ...takes);
    expect(again.stderr).toContain('take1.mid: already there as take1.mid, not copied again');
    expect(again.stdout).not.toContain('learned');
  });

  it('only copies under --no-train, and says what is left to do', async () => {
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    const words = ['add', 'clock', 'take.mid', '--no-train', '--home', 'mine'];
    const { code, stderr } = await run(...words);
    expect(code).toBe(0);
    expect(stderr).toContain('Run `mirror train clock --home mine`.');
    expect(stderr).toContain("takes the place of the starter collection's");
    expect(await everythingIn(join(folder.path, 'mine'))).not.toContain('models');
    expect(lineOf('clock', (await run('objects', '--home', 'mine')).stdout)).toMatch(
      /untrained +home$/,
    );
  });

  it.each(['objects', 'objects/mug'])('writes nothing where --home names %s', async (named) => {
    await putObject(folder.path, { name: 'mug' });
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    const before = await everythingIn(folder.path);
    const words = ['add', 'pot', 'take.mid', '--labels', 'cup', '--no-train'];
    const options = { folder: folder.path, env: { MIRROR_HOME: named } };
    const told = [
      ['--home', await run(...words, '--home', named)],
      ['MIRROR_HOME', await runInProcess(words, options)],
    ] as const;
    for (const [source, { code, stderr }] of told) {
      expect(code).toBe(2);
      expect(linesOf(stderr)).toEqual([
        `mirror: ${join(folder.path, named)}: Expected ${source} to name the folder of a collection but this is in one. Name ${folder.path} instead.`,
      ]);
    }
    expect(await everythingIn(folder.path)).toEqual(before);
  });

  it('makes a collection in a folder that is called objects where none is around it', async () => {
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    const words = ['add', 'pot', 'take.mid', '--labels', 'cup', '--no-train', '--home', 'objects'];
    expect((await run(...words)).code).toBe(0);
    expect((await run(...words)).code).toBe(0);
    expect(await everythingIn(folder.path)).toContain('objects/objects/pot/object.json');
  });

  it('says of an object that is trained what it has not learned yet', async () => {
    await putTrainedObject(folder.path, { name: 'mug' });
    await writeFile(join(folder.path, 'new.mid'), takeBytes('new'));
    const { code, stderr } = await run('add', 'mug', 'new.mid', '--no-train');
    expect(code).toBe(0);
    expect(stderr).toContain('mug is stale: new.mid added. Run `mirror train mug`.');
    expect(stderr).not.toContain('Not trained yet');
  });
});

describe('mirror train', () => {
  it('trains what is missing or stale, several at a time, and leaves the rest alone', async () => {
    await putObject(folder.path, { name: 'kettle' });
    const mug = await putTrainedObject(folder.path, { name: 'mug' });
    await putTrainedObject(folder.path, { name: 'pot' });
    await writeFile(join(mug.folder, 'recordings', 'new.mid'), takeBytes('new'));
    const names = ['kettle', 'mug', 'pot'];
    const stale = await run('objects');
    expect(stale.stderr).toContain('mug is stale: new.mid added. Run `mirror train mug`.');
    const trained = await run('train', ...names, '--jobs', '2');
    expect(trained.code).toBe(0);
    expect(
      linesOf(trained.stdout)
        .map((line) => line.split('  ')[0])
        .sort(),
    ).toEqual(['kettle', 'mug']);
    const nothingLeft = await run('train', ...names);
    expect(nothingLeft).toMatchObject({ code: 0, stdout: '' });
    expect(nothingLeft.stderr).toContain('trained already');
  });

  it('says of what has no recordings how it gets them, be it named or not', async () => {
    await putObject(folder.path, { name: 'radio', takes: [] });
    const all = await run('train');
    expect(all).toMatchObject({ code: 0, stdout: '' });
    expect(all.stderr).toBe('radio has no recordings yet: `mirror add radio take.mid`.\n');
    const named = await run('train', 'radio');
    expect(named.stderr).toMatch(/recordings/);
    expect(named.stderr).not.toContain('trained already');
  });

  it('trains the other kind beside the default one, and again when it is forced to', async () => {
    const { modelsFolder } = await putObject(folder.path, { name: 'kettle' });
    const words = ['train', 'kettle', '--kind', 'seed'];
    expect((await run(...words)).stdout).toContain('learned');
    expect(await everythingIn(modelsFolder)).toEqual([
      'seed',
      'seed/decoder.json',
      'seed/weights.bin',
    ]);
    expect((await run(...words)).stdout).toBe('');
    expect((await run(...words, '--force')).stdout).toContain('learned');
    expect((await run('hear', 'kettle', '--kind', 'seed')).code).toBe(0);
    expect((await run('hear', 'kettle')).stderr).toContain('mirror train kettle');
  });

  it('with --seed trains what was trained with another one, in a thread as well', async () => {
    const kettle = await putObject(folder.path, { name: 'kettle' });
    const mug = await putObject(folder.path, { name: 'mug' });
    const train = async (...words: string[]) => {
      const trained = await run('train', 'kettle', 'mug', '--kind', 'seed', ...words);
      expect(trained.code).toBe(0);
      return linesOf(trained.stdout).length;
    };
    const decoderOf = (object: SoundObject) =>
      readFile(join(object.modelsFolder, 'seed', 'weights.bin'));
    expect(await train()).toBe(2);
    const first = await decoderOf(kettle);
    expect(await train('--seed', '1')).toBe(0);
    expect(await train('--seed', '23', '--jobs', '1')).toBe(2);
    const others = [await decoderOf(kettle), await decoderOf(mug)];
    expect(others[0]).not.toEqual(first);
    expect(await train()).toBe(0);
    expect(await train('--seed', '23', '--jobs', '2', '--force')).toBe(2);
    expect([await decoderOf(kettle), await decoderOf(mug)]).toEqual(others);
  });

  it.each(['1', '2'])('names what fails and trains the others: --jobs %s', async (jobs) => {
    await putObject(folder.path, { name: 'kettle' });
    await putObject(folder.path, { name: 'silent', takes: [] });
    const broken = await putObject(folder.path, { name: 'torn' });
    await writeFile(join(broken.folder, 'recordings', 'one.mid'), 'MThd');
    const words = ['silent', 'torn', 'kettle', '--kind', 'seed', '--jobs', jobs];
    const ended = await run('train', ...words);
    expect(ended.code).toBe(2);
    expect(linesOf(ended.stdout)).toEqual([expect.stringMatching(/^kettle {2}learned/)]);
    expect(linesOf(ended.stderr).sort()).toEqual([
      expect.stringMatching(/^kettle: 8 s of music are soon repeated/),
      expect.stringMatching(/^mirror: silent: Expected recordings/),
      expect.stringMatching(/^mirror: torn: .*one\.mid: .*cut short/),
    ]);
  });
});

describe('mirror hear', () => {
  it('writes one object by itself, the same for the same seed', async () => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    const first = await run('hear', 'kettle', '--bars', '5', '--seed', '9');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^kettle\.mid {2}\d+ notes, 5 bars of 3\/4 at 83 bpm\n$/);
    expect(await everythingIn(folder.path)).toContain('kettle.mid');
    const second = await run('hear', 'kettle', '--seed', '10');
    expect(second).toMatchObject({
      code: 0,
      stderr: 'kettle.mid: replaced the MIDI file that was there\n',
    });
  });
});

describe('mirror judge', () => {
  const judge = (...words: string[]) => run('judge', ...words, '--draws', '2');

  beforeEach(() => keepFewStarters(folder.path, ['clock', 'cup', 'oven']));

  it('is a table with a line an object, one for all and one for the control, and as JSON a line for each of them', async () => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    await putTrainedObject(folder.path, { name: 'mug', takes: ['only.mid'] });
    const table = await judge('kettle', 'mug', '--quick');
    expect(table.code).toBe(0);
    const lines = linesOf(table.stdout);
    expect(lines.every((line) => line.length <= 120)).toBe(true);
    expect(lines.slice(2, 6).map((line) => line.split(/ {2,}/)[0])).toEqual([
      'kettle',
      'mug',
      'all',
      'n-gram control',
    ]);
    expect(lineOf('mug', table.stdout)).toMatch(/^mug +\d\.\d\d +– /);
    expect(table.stderr).toMatch(/^named +draws that a classifier/m);
    const { stdout, stderr } = await judge('kettle', 'mug', '--quick', '--json');
    const records = linesOf(stdout).map((line) => JSON.parse(line));
    expect(records.map(({ object, draws }) => [object, draws])).toEqual([
      ['kettle', 2],
      ['mug', 2],
      [null, 4],
    ]);
    expect(stderr).toBe('');
  });

  it.each(['1', '2'])(
    'trains without one recording, and keeps nothing of it: --jobs %s',
    async (jobs) => {
      await putTrainedObject(folder.path, { name: 'kettle' });
      await putTrainedObject(folder.path, { name: 'mug' });
      const before = await everythingIn(folder.path);
      const words = ['kettle', 'mug', '--kind', 'seed', '--json', '--jobs', jobs];
      const { code, stdout } = await judge(...words);
      expect(code).toBe(0);
      for (const line of linesOf(stdout)) {
        const { right, chance } = JSON.parse(line).reconstruction.leftOut;
        expect(right.chord).toBeGreaterThanOrEqual(0);
        expect(chance.chord).toBeLessThanOrEqual(1);
      }
      expect(await everythingIn(folder.path)).toEqual(before);
    },
  );

  it('names what it cannot judge, and ends with 2 where files are broken', async () => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    await putObject(folder.path, { name: 'pot' });
    const untrained = await judge('kettle', 'pot', '--quick', '--quiet');
    expect(untrained).toMatchObject({ code: 0, stderr: '' });
    expect((await judge('pot')).stderr).toMatch(/^Not judged, because not trained: pot\. /m);
    const { folder: mug } = await putTrainedObject(folder.path, { name: 'mug' });
    await writeFile(join(mug, 'recordings', 'one.mid'), 'MThd');
    const torn = await judge('kettle', 'mug', '--kind', 'seed');
    expect(torn.code).toBe(2);
    expect(torn.stderr).toMatch(/^mirror: .*one\.mid: .*cut short/m);
    expect(torn.stderr.match(/cut short/g)).toHaveLength(1);
    expect(lineOf('kettle', torn.stdout)).toBeDefined();
  });
});

describe('mirror objects', () => {
  it('tells it as JSON, an object a line', async () => {
    await putTrainedObject(folder.path, { name: 'kettle', labels: ['cup', 'bowl'] });
    const { stdout } = await run('objects', '--json');
    const records = linesOf(stdout).map((line) => JSON.parse(line));
    expect(records.length).toBeGreaterThan(18);
    expect(records.find((record) => record.object === 'kettle')).toEqual({
      object: 'kettle',
      labels: ['cup', 'bowl'],
      taughtPhotos: 0,
      instrument: 'celesta',
      program: 8,
      text: 'For a test.',
      recordings: 2,
      audioFiles: 0,
      minutes: 0.14,
      state: 'trained',
      shelf: 'home',
      editedFrom: null,
    });
  });
});

describe('mirror objects, where a recording is broken,', () => {
  it('names it, lists everything, and ends with 2', async () => {
    const { folder: kettle } = await putTrainedObject(folder.path, { name: 'kettle' });
    await putTrainedObject(folder.path, { name: 'mug' });
    await writeFile(join(kettle, 'recordings', 'one.mid'), 'MThd');
    const { code, stdout, stderr } = await run('objects');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mirror: .*one\.mid: .*cut short/m);
    expect(lineOf('kettle', stdout)).toMatch(/unreadable +stale +home$/);
    expect(lineOf('mug', stdout)).toMatch(/0\.1 min +trained +home$/);
  });
});

describe('mirror doctor', () => {
  it('is content with a machine that can mirror, and tells what could be better', async () => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    const mug = await putObject(folder.path, { name: 'mug' });
    await writeFile(join(mug.folder, 'recordings', 'take.wav'), 'RIFF');
    const { code, stdout } = await run('doctor');
    expect(code).toBe(0);
    expect(stdout).toContain(`ok    node        ${process.versions.node}`);
    expect(stdout).toMatch(/^ok +backend +wasm: MIRROR_BACKEND asks for it$/m);
    expect(stdout).toMatch(/^ok +weights +/m);
    expect(stdout).toMatch(/^ok +audio +WAV, FLAC, MP3, Ogg Vorbis and Opus can be transcribed/m);
    expect(stdout).toMatch(/^ok +look +\d+ things seen/m);
    expect(stdout).toMatch(/^ok +home +.*the nearest folder upward/m);
    expect(stdout).toMatch(/^mend +training +Not trained yet: .*mug/m);
    expect(stdout).toMatch(/^mend +recordings +mug: take\.wav/m);
  });

  it('tells of an older network that is stale, and of a folder that is no object', async () => {
    const { folder: kettle } = await putTrainedObject(folder.path, { name: 'kettle' });
    await writeFile(join(kettle, 'recordings', 'new.mid'), takeBytes('new'));
    await mkdir(join(folder.path, 'objects', 'meshes'));
    const { code, stdout } = await run('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^mend +training +kettle \(kind seed\) is stale: new\.mid added\. /m);
    expect(stdout).toMatch(/^mend +object +.*meshes is passed over, /m);
  });

  it('names a broken object, without which a photo can be mirrored', async () => {
    const { folder: kettle } = await putObject(folder.path, { name: 'kettle' });
    await putTrainedObject(folder.path, { name: 'mug' });
    await writeFile(join(kettle, 'object.json'), '{"name": "kettle", "labels": ["toster"]}');
    const { code, stdout } = await run('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^mend +object +.*kettle\/object\.json: .*Did you mean toaster\? Until then, the rest plays without it\.$/m,
    );
    expect(stdout).toMatch(/can play$/m);
  });

  it('names a change that is half made where it may not finish it', async (context) => {
    skipWhereNoOtherUser(context);
    const { folder: kettle } = await putTrainedObject(folder.path, { name: 'kettle' });
    const step = { is: 'delete', path: 'objects/kettle/recordings/one.mid' } as const;
    const journal = join(folder.path, 'objects', '.journal.json');
    await writeFile(journal, await formatJournal(folder.path, [step]));
    await chmod(folder.path, 0o755);
    await chmod(join(folder.path, 'objects'), 0o555);
    const asOther = "process.geteuid() === 0 && process.seteuid('nobody');";
    const nodeOptions = ['--import', `data:text/javascript,${encodeURIComponent(asOther)}`];
    const { stdout } = await runMirror(['doctor'], { folder: folder.path, nodeOptions });
    await chmod(join(folder.path, 'objects'), 0o755);
    expect(stdout).toMatch(/^mend +home +.*\.journal\.json is of a change that is half made, /m);
    expect(await everythingIn(kettle)).toContain('recordings/one.mid');
  });

  it('says which backends there are', async () => {
    const env = { MIRROR_BACKEND: 'gpu' };
    const { code, stdout } = await runMirror(['doctor'], { folder: folder.path, env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +backend +Expected MIRROR_BACKEND to be node, wasm, cpu/m);
    const mirrored = await runMirror([KITCHEN], { folder: folder.path, env });
    expect(mirrored).toMatchObject({ code: 2, stdout: '' });
  });
});
