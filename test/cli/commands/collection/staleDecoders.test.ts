import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ageDecoder, putTrainedObject } from '../../../collection/shelves.js';
import { useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runInProcess } from '../../runInProcess.js';
import { KITCHEN, linesOf } from '../../runMirror.js';

const home = useTemporaryFolder();
const mirror = (...words: string[]) => runInProcess(words, { folder: home.path });

/** A home from before an upgrade: its table takes the starter's place, its kettle takes none. */
async function oldHome() {
  const table = { name: 'kitchen-table', labels: ['dining table'] };
  const kettle = { name: 'kettle', labels: ['microwave'] };
  for (const plan of [table, kettle]) await ageDecoder(await putTrainedObject(home.path, plan));
}

const STALE =
  /is stale: .* format 2, which an older version of this program made\. Run `mirror train/;

describe('decoders of an older version, in a home laid over the starter collection,', () => {
  it('do not stop a photo: the starter\u2019s objects answer, each with a line', async () => {
    await oldHome();
    const { code, stdout, stderr } = await mirror(KITCHEN, '--json');
    expect(code).toBe(0);
    const { tracks, unheard } = JSON.parse(stdout);
    const labels = tracks.flatMap((track: { labels: string[] }) => track.labels);
    const names = tracks.map(({ object }: { object: string }) => object);
    expect(names).toContain('kitchen-table');
    expect(names).not.toContain('kettle');
    expect(labels).toContain('microwave');
    expect(unheard).toEqual([]);
    const stale = linesOf(stderr).filter((line) => STALE.test(line));
    expect(stale).toEqual([
      expect.stringMatching(
        /kitchen-table is stale.*Run `mirror train kitchen-table`\. The starter's kitchen-table answers instead\.$/,
      ),
      expect.stringMatching(
        /kettle is stale.*Run `mirror train kettle`\. Until then, oven answers microwave\.$/,
      ),
    ]);
  });

  it('are not named by look, which says who answers instead', async () => {
    await oldHome();
    const { stdout } = await mirror('look', KITCHEN, '--json');
    const { detections } = JSON.parse(stdout);
    const microwave = detections.find(({ label }: { label: string }) => label === 'microwave');
    expect(microwave.answeredBy).toBe('oven');
  });

  it('cannot be heard, and the line says what renews them', async () => {
    await oldHome();
    const { code, stdout, stderr } = await mirror('hear', 'kettle');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/^mirror: kettle is stale: .*`\.$/)]);
  });

  it('are shown as stale, not judged, and learned again by `mirror train` without names', async () => {
    await oldHome();
    const listed = await mirror('objects', '--json');
    const states = linesOf(listed.stdout)
      .map((line) => JSON.parse(line))
      .filter(({ shelf }) => shelf === 'home')
      .map(({ object, state }) => [object, state]);
    expect(states).toEqual([
      ['kettle', 'stale'],
      ['kitchen-table', 'stale'],
    ]);
    expect(listed.stderr).toMatch(/^kettle is stale: .*Run `mirror train kettle`\.$/m);
    const judged = await mirror('judge', 'kettle', '--quick');
    expect(judged).toMatchObject({ code: 0, stdout: '' });
    expect(judged.stderr).toContain('Not judged, because of another format: kettle.');
    const doctor = await mirror('doctor');
    expect(doctor.stdout).toMatch(
      /mend +training +kettle is stale: .*Run `mirror train kettle`\.$/m,
    );

    const trained = await mirror('train');
    expect(trained.code).toBe(0);
    expect(linesOf(trained.stdout).map((line) => line.split('  ')[0])).toEqual(
      expect.arrayContaining(['kettle', 'kitchen-table']),
    );
    expect(linesOf(trained.stdout)).toHaveLength(2);
    const after = await mirror('hear', 'kettle');
    expect(after.code).toBe(0);
    // The tempo of its takes, which are all at 83.
    expect(after.stdout).toMatch(/ at 83 bpm$/m);
  });
});

it('what an object needs is said once, however many photos a call has', async () => {
  await oldHome();
  const { code, stdout, stderr } = await mirror(KITCHEN, KITCHEN);
  expect(code).toBe(0);
  expect(linesOf(stdout)).toHaveLength(2);
  expect(linesOf(stderr).filter((line) => STALE.test(line))).toHaveLength(2);
});

it('a damaged decoder of the home does not stop a photo either', async () => {
  const { modelsFolder } = await putTrainedObject(home.path, {
    name: 'kettle',
    labels: ['microwave'],
  });
  await truncate(join(modelsFolder, 'weights.bin'), 20);
  const { code, stderr } = await mirror(KITCHEN);
  expect(code).toBe(0);
  expect(linesOf(stderr).filter((line) => /decoder\.json: .*20 bytes/.test(line))).toHaveLength(1);
});
