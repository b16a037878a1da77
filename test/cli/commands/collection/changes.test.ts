import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ageDecoder, putObject, putTrainedObject, takeBytes } from '../../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runInProcess } from '../../runInProcess.js';
import { KITCHEN, linesOf } from '../../runMirror.js';

const folder = useTemporaryFolder();
const run = (...words: string[]) => runInProcess(words, { folder: folder.path });

describe('a collection that is changed in a terminal', () => {
  it('adds, mistypes, mends, renames, removes and restores without a file opened by hand', async () => {
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    const added = await run('add', 'ketle', 'take.mid', '--labels', 'Toaster', '--no-train');
    expect(added.stdout).toMatch(/answers toaster$/m);
    const edited = await run('edit', 'ketle', '--rename', 'kettle', '--labels', 'microwave');
    expect(edited).toEqual({
      code: 0,
      stdout: 'kettle  answers microwave; acoustic grand piano\n',
      stderr:
        'Before: ketle, answers toaster; acoustic grand piano.\n`mirror restore kettle` takes it back.\n',
    });
    const untrained = await run('labels');
    expect(untrained.stdout).toMatch(/^microwave +oven$/m);
    expect(untrained.stderr).toMatch(
      /^kettle is not trained yet: .* Until then, oven answers microwave\.$/m,
    );
    expect(await run('train', 'kettle')).toMatchObject({ code: 0 });
    const labels = await run('labels');
    expect(labels.stdout).toMatch(/^microwave +kettle \(yours\) +instead of the starter's oven$/m);
    expect(linesOf(labels.stderr)).toEqual([
      expect.stringMatching(/^Seen themselves, label or not: .*coffee-grinder \(taught 5 photos\)/),
      '80 of 80 labels are answered, 1 by objects of yours; 0 are free.',
    ]);
    expect(await run('remove', 'kettle')).toEqual({
      code: 0,
      stdout: 'kettle  removed, its decoders with it\n',
      stderr: '`mirror restore kettle` takes it back.\n',
    });
    expect((await run('restore')).stdout).toBe(
      '2  kettle  removed\n1  kettle  edited, was ketle, answers toaster; acoustic grand piano\n',
    );
    expect((await run('restore', 'KETTLE')).stdout).toBe(
      'kettle  brought back; answers microwave; acoustic grand piano\n',
    );
    expect((await run('restore', 'kettle', '--entry', '1')).stdout).toBe(
      'ketle  answers toaster; acoustic grand piano, as before\n',
    );
    expect((await run('remove', '--empty-trash')).stdout).toBe(
      'The trash is empty: 1 entry gone.\n',
    );
    expect(await run('restore')).toMatchObject({
      code: 0,
      stderr: 'Nothing was removed or edited here.\n',
    });
  });

  it('does the same to what ships with the program, in a home of nothing else', async () => {
    const edited = await run('edit', 'clock', '--add-labels', 'tv', '--rename', 'grandfather');
    expect(edited.stderr).toContain(
      `your edit is in ${join(folder.path, 'objects', 'starter-edits.json')}.`,
    );
    const objects = await run('objects');
    expect(objects.stdout).toMatch(/^grandfather +clock, tv .* trained +starter, edited$/m);
    const doctor = await run('doctor');
    expect(doctor.stdout).toMatch(/^ok +starter +edited: grandfather \(clock\)$/m);
    const hear = await run('hear', 'grandfather', '--bars', '1');
    expect(hear).toMatchObject({ code: 0, stderr: '' });
    expect((await run('remove', 'grandfather')).stdout).toBe(
      'grandfather  removed from this collection; the program still has it\n',
    );
    expect((await run('labels')).stdout).toMatch(/^clock +free$/m);
    expect((await run('hear', 'grandfather')).stderr).toMatch(
      /`mirror restore grandfather` brings/,
    );
    expect((await run('restore', 'grandfather')).code).toBe(0);
    expect((await run('labels', '--json')).stdout).toContain(
      '{"label":"clock","answeredBy":["grandfather"],"shelf":"starter","overridden":[]}',
    );
    expect((await everythingIn(folder.path)).filter((path) => /recordings/.test(path))).toEqual([]);
  });

  it('says that the starter object goes along behind a renamed one of the user, and comes back with it', async () => {
    await putObject(folder.path, { name: 'clock', labels: ['clock'] });
    const renamed = await run('edit', 'clock', '--rename', 'samovar');
    expect(linesOf(renamed.stderr)).toEqual([
      'Before: clock, answers clock; celesta.',
      "The starter's clock goes along, as samovar: it answers again once yours is removed.",
      '`mirror restore samovar` takes it back.',
    ]);
    const restored = await run('restore', 'samovar');
    expect(linesOf(restored.stderr)).toEqual([
      "The starter's clock goes along, as clock: it answers again once yours is removed.",
      '`mirror restore clock` takes it back.',
    ]);
    expect((await run('remove', 'clock')).stderr).toMatch(/^The starter's clock answers again\.$/m);
  });

  it('says why a removed starter object takes no recordings, and how it is brought back', async () => {
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    await run('remove', 'clock');
    const add = (...words: string[]) => run('add', 'Clock', 'take.mid', '--no-train', ...words);
    for (const words of [[], ['--with-starter']]) {
      const { code, stderr } = await add(...words);
      expect(code).toBe(2);
      expect(linesOf(stderr)).toEqual([
        expect.stringMatching(/clock .*was removed here.*`mirror restore clock`/),
      ]);
    }
    const added = await add('--labels', 'clock');
    expect(added.stdout).toMatch(/take\.mid added, answers clock$/m);
    expect(linesOf(added.stderr)[0]).toBe(
      "The starter's clock was removed here, so this one is new; `mirror restore clock` brings it back.",
    );
  });

  it('does not train what ships with the program, edited or not, and says how it becomes the user\u2019s own', async () => {
    await run('edit', 'clock', '--rename', 'grandfather');
    for (const name of ['grandfather', 'dog']) {
      const { code, stdout, stderr } = await run('train', name, '--force');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(linesOf(stderr)).toEqual([
        expect.stringContaining(`\`mirror add ${name} --with-starter\` makes it yours`),
      ]);
    }
    expect(await run('train', 'dog')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'dog is trained already.\n',
    });
    expect(await run('train', '--force')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'You have no object to train; the starter collection ships trained.\n',
    });
  });

  it.each<[string[], RegExp]>([
    [['edit', 'kettle'], /Expected something to change/],
    [['edit', 'kettle', '--labels', 'mug'], /Did you mean cup\?/],
    [['edit', 'kettle', '--labels', ''], /at least one label to be left of kettle/],
    [['edit', 'fridge', '--text', 'x'], /received "fridge"\. Did you mean refrigerator\?/],
    [['remove'], /Expected an object to remove/],
    [['remove', 'kettle', '--empty-trash'], /--empty-trash alone/],
    [['remove', 'kettle', 'three.mid'], /Expected a recording of kettle/],
    [['restore', 'kettle'], /was removed or edited/],
    [['restore', 'kettle', '--entry', '0'], /Expected --entry to be a whole number/],
    [['add', 'kettle', 'take.mid', '--with-starter'], /"kettle" is none/],
  ])('says in one line what it cannot do: %s', async (words, line) => {
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    await putObject(folder.path, { name: 'kettle' });
    const before = await everythingIn(folder.path);
    const { code, stdout, stderr } = await run(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toEqual([expect.stringMatching(line)]);
    expect(await everythingIn(folder.path)).toEqual(before);
  });
});

describe('mirror add to a starter object', () => {
  it('says both ways, and the starter\u2019s goes on playing until it is trained', async () => {
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    const added = await run('add', 'refrigerator', 'take.mid', '--no-train');
    expect(linesOf(added.stderr).slice(0, 2)).toEqual([
      "refrigerator is your own now and takes the place of the starter collection's.",
      'It learns yours alone. `mirror add refrigerator --with-starter` joins its 8.',
    ]);
    expect(added.stderr).toContain("Until then the starter's refrigerator plays.");
    expect(linesOf(added.stderr).filter((line) => line.length > 80)).toEqual([]);
    const mirrored = await run(KITCHEN, '--json', '--bars', '2');
    expect(JSON.parse(mirrored.stdout).tracks).toContainEqual(
      expect.objectContaining({ object: 'refrigerator' }),
    );
    expect(mirrored.stderr).toContain("The starter's refrigerator answers instead.");
    const heard = await run('hear', 'refrigerator', '--bars', '1');
    expect(heard.stderr).toContain("The starter's refrigerator answers instead.");
    const joined = await run('add', 'refrigerator', '--with-starter', '--no-train');
    expect(joined.stdout).toContain('take-01.mid, take-02.mid');
    expect((await run('objects')).stdout).toMatch(
      /^refrigerator .* 9 recordings .*untrained +home/m,
    );
  });
});

describe('a stale decoder', () => {
  it('is named by `hear` and by a mirror, and plays', async () => {
    const kettle = await putTrainedObject(folder.path, {
      name: 'kettle',
      labels: ['refrigerator'],
    });
    await writeFile(join(kettle.folder, 'recordings', 'new.mid'), takeBytes('new'));
    const line = 'kettle is stale: new.mid added. Run `mirror train kettle`.';
    const heard = await run('hear', 'kettle', '--bars', '1');
    expect([heard.code, linesOf(heard.stderr)]).toEqual([0, [line]]);
    const mirrored = await run(KITCHEN, '--json', '--bars', '1');
    expect(JSON.parse(mirrored.stdout).tracks).toContainEqual(
      expect.objectContaining({ object: 'kettle' }),
    );
    expect(linesOf(mirrored.stderr).filter((each) => each.endsWith(line))).toHaveLength(1);
  });
});

describe('mirror look', () => {
  it('says which object would answer, of the home too', async () => {
    await ageDecoder(await putTrainedObject(folder.path, { name: 'kettle', labels: ['sink'] }));
    const text = await run('look', KITCHEN);
    expect(text.stdout).toMatch(/^ {2}refrigerator .* answered by refrigerator$/m);
    const { stdout } = await runInProcess(['look', KITCHEN, '--json', '--home', folder.path], {
      folder: join(folder.path, 'objects'),
    });
    const { detections } = JSON.parse(stdout);
    const labelled = detections.find(({ label }: { label: string }) => label === 'refrigerator');
    expect(labelled).toMatchObject({ answeredBy: 'refrigerator' });
    expect(Object.keys(labelled)).toEqual(['label', 'confidence', 'box', 'answeredBy']);
  });
});
