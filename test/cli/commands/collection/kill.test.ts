import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import toneMidi from '@tonejs/midi';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DecoderKind } from '../../../../src/autoencoder/decoder.js';
import { readDecoder } from '../../../../src/collection/decoders/readDecoder.js';
import { readObject } from '../../../../src/collection/readShelf.js';
import { parseBeatsFile } from '../../../../src/collection/recordings/beatsFile.js';
import { seededRandom } from '../../../../src/math/random.js';
import { freePlaying } from '../../../beats/freePlaying.js';
import { putObject, putTrainedObject, takeBytes } from '../../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runInProcess } from '../../runInProcess.js';
import { ending, KITCHEN, runMirror, startMirror } from '../../runMirror.js';
import { killAtStep } from './killAtStep.js';

/** `KILLS=100 npx vitest run test/cli/kill.test.ts` kills more often and tells what it met. */
const KILLS = Number(process.env.KILLS ?? 12);

/** How each call is made, and about how long it takes; a seed decoder takes half a second, a phrase four. */
const CALLS = {
  train: { words: ['train', 'kettle', '--force', '--kind', 'seed'], milliseconds: 600, steps: 15 },
  add: {
    words: ['add', 'mug', 'a.mid', 'b.mid', '--labels', 'cup', '--no-train'],
    milliseconds: 400,
    steps: 16,
  },
  addMore: {
    words: ['add', 'kettle', 'a.mid', 'b.mid', '--no-train'],
    milliseconds: 400,
    steps: 15,
  },
  addFree: {
    words: ['add', 'kettle', 'free.mid', '--tempo', '76', '--no-train'],
    milliseconds: 400,
    steps: 12,
  },
  mirror: { words: [KITCHEN, '--bars', '1', '--explain'], milliseconds: 2000, steps: 8 },
  trainPhrase: { words: ['train', 'kettle', '--force'], milliseconds: 4500, steps: 15 },
} as const;
type Call = keyof typeof CALLS;

/** The slow one comes once in a dozen. */
const ROUND: readonly Call[] = [
  ...(['train', 'add', 'addMore', 'train', 'add', 'addMore'] as const),
  ...(['train', 'addFree', 'addMore', 'mirror', 'train', 'trainPhrase'] as const),
];

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);

beforeEach(async () => {
  for (const name of ['a.mid', 'b.mid']) await writeFile(at(name), takeBytes(name));
  await writeFile(at('free.mid'), freePlaying());
});

describe('kill -9', () => {
  it.each(
    Array.from({ length: KILLS }, (_, i) => [i + 1, ROUND[i % ROUND.length] as Call] as const),
  )(
    'number %i, of %s, leaves what was or what was to be, and the next call tidies up',
    async (number, call) => {
      const object = await putTrainedObject(folder.path, { name: 'kettle' });
      const before = await everythingIn(folder.path);
      const random = seededRandom(`kill ${number}`);
      const { words, milliseconds, steps } = CALLS[call];
      // By the clock, which mostly hits the work, and by the step, which hits the writing.
      const isTimed = random() < 0.4;
      const step = 1 + Math.floor(random() * steps);
      const child = startMirror(words, {
        folder: folder.path,
        nodeOptions: isTimed ? [] : ['--import', killAtStep(step)],
      });
      const ended = ending(child);
      if (isTimed) {
        await setTimeout(random() * milliseconds);
        child.kill('SIGKILL');
      }
      const { code } = await ended;
      const left = await everythingIn(folder.path);
      tell(number, call, { isTimed, code, before, left });

      await expectWhole();
      for (const kind of ['phrase', 'seed'] as const) {
        expect((await readDecoder(object, kind))?.kind).toBe(kind);
      }
      expect(
        (await runInProcess(['hear', 'kettle', '--bars', '1'], { folder: folder.path })).code,
      ).toBe(0);
      const again = await runInProcess(words, { folder: folder.path });
      expect({ code: again.code, stderr: again.stderr }).toMatchObject({ code: 0 });
      await expectWhole();
      expect((await everythingIn(folder.path)).filter(isUnfinished)).toEqual([]);
    },
  );

  it.each<[DecoderKind, string, boolean]>([
    ['phrase', 'an older one', false],
    ['seed', 'one whose weights had not yet taken their place', true],
  ])(
    'before each step of writing a decoder of kind %s over %s leaves a whole one',
    async (kind, _, isInterrupted) => {
      const object = await putTrainedObject(folder.path, { name: 'kettle' });
      const at = (name: string) => join(object.modelsFolder, kind === 'phrase' ? '' : kind, name);
      const olderWeights = await readFile(at('weights.bin'));
      await rewrite(kind, { step: 0, loss: 0.25 });
      const json = await readFile(at('decoder.json'));
      const weights = await readFile(at('weights.bin'));
      const found: (number | undefined)[] = [];
      for (let isDone = false; !isDone; ) {
        await writeFile(at('decoder.json'), json);
        await writeFile(at('weights.bin'), isInterrupted ? olderWeights : weights);
        if (isInterrupted) await writeFile(at('weights.new.bin'), weights);
        isDone = (await rewrite(kind, { step: found.length + 1, loss: 0.125 })) === 0;
        found.push((await readDecoder(object, kind))?.training.loss);
      }
      // The older one up to some step, the newer one from there on.
      expect(found.slice().sort((a = 0, b = 0) => b - a)).toEqual(found);
      expect(new Set(found)).toEqual(new Set([0.25, 0.125]));
      expect((await everythingIn(object.modelsFolder)).filter(isUnfinished)).toEqual([]);
    },
  );
});

describe('two calls at once', () => {
  it('train one object one after the other, and the second is told for whom it waits', async () => {
    await putObject(folder.path, { name: 'kettle' });
    const first = startMirror(['train', 'kettle'], { folder: folder.path });
    const firstEnded = ending(first);
    while (!(await readdir(at('models', 'kettle')).catch(() => [])).some(isUnfinished)) {
      await setTimeout(20);
    }
    const second = await runMirror(['train', 'kettle'], { folder: folder.path });
    expect((await firstEnded).code).toBe(0);
    expect(second.code).toBe(0);
    expect(second.stderr).toBe(
      `kettle: another mirror (process ${first.pid}) is training it; waiting until it has ended.\nkettle was trained meanwhile.\n`,
    );
    expect(await everythingIn(at('models', 'kettle'))).toEqual(['decoder.json', 'weights.bin']);
  });

  it('add to one new object, and both recordings stand there', async () => {
    const calls = ['a.mid', 'b.mid'].map((take) =>
      runMirror(['add', 'mug', take, '--labels', 'cup', '--no-train'], { folder: folder.path }),
    );
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual([0, 0]);
    expect(await everythingIn(at('objects'))).toEqual([
      'mug',
      'mug/object.json',
      'mug/recordings',
      'mug/recordings/a.mid',
      'mug/recordings/b.mid',
    ]);
  });
});

describe('Ctrl-C at any moment', () => {
  it.each(
    (['train', 'add', 'mirror', 'judge', 'trainPhrase'] as const).flatMap((call) =>
      Array.from({ length: Math.ceil(KILLS / 16) }, (_, i) => [call, i] as const),
    ),
  )('ends %s soon and leaves it whole: %i', async (call, number) => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    const { words, milliseconds } =
      call === 'judge' ? { words: ['judge', 'kettle'], milliseconds: 4000 } : CALLS[call];
    const child = startMirror(words, { folder: folder.path });
    const ended = ending(child);
    await setTimeout(seededRandom(`stop ${call} ${number}`)() * milliseconds);
    const start = performance.now();
    const isSent = child.exitCode === null && child.kill('SIGINT');
    const { code } = await ended;
    const waited = performance.now() - start;
    if (process.env.KILLS)
      console.log(`stopped ${call}: ${code ?? child.signalCode}, ${Math.round(waited)} ms`);
    // Before anybody listens for it, the system ends the process, which a shell calls 130 too.
    if (isSent) expect([130, 'SIGINT', 0]).toContain(code ?? child.signalCode);
    expect(waited).toBeLessThan(5000);
    await expectWhole();
  });
});

/** Every MIDI file that has its name can be read by a reader nobody here wrote; every object has all of its parts. */
async function expectWhole(): Promise<void> {
  for (const path of await everythingIn(folder.path)) {
    if (path.endsWith('.beats.json')) {
      expect(parseBeatsFile(await readFile(at(path), 'utf8'))).toMatchObject({ isDamaged: false });
    }
    if (!path.endsWith('.mid')) continue;
    const { tracks } = new toneMidi.Midi(await readFile(at(path)));
    expect(tracks.flatMap(({ notes }) => notes).length).toBeGreaterThan(0);
  }
  for (const folderName of await readdir(at('objects'))) {
    if (!folderName.startsWith('.')) await readObject(folder.path, { folderName, shelf: 'home' });
  }
}

function isUnfinished(path: string): boolean {
  return /\.(tmp|lock|takeover)$|\.new\.bin$/.test(path);
}

/** Has a process of its own write the decoder of the kettle again, with another loss, up to a step; 0 for all of them. */
async function rewrite(
  kind: DecoderKind,
  { step, loss }: { readonly step: number; readonly loss: number },
): Promise<number | null> {
  // Not all of the library, which takes longer to load than the decoder to write.
  const built = (path: string) =>
    JSON.stringify(new URL(`../../../../dist/collection/${path}.js`, import.meta.url).href);
  const source = `
    import { readDecoder } from ${built('decoders/readDecoder')};
    import { writeDecoder } from ${built('decoders/writeDecoder')};
    import { readObject } from ${built('readShelf')};
    const home = ${JSON.stringify(folder.path)};
    const kettle = await readObject(home, { folderName: 'kettle', shelf: 'home' });
    const decoder = await readDecoder(kettle, '${kind}');
    const key = '${kind}' === 'seed' ? 'bias' : Object.keys(decoder.weights)[0];
    const weights = { ...decoder.weights, [key]: decoder.weights[key].map(() => ${loss}) };
    await writeDecoder(kettle, { ...decoder, weights, training: { ...decoder.training, loss: ${loss} } });
  `;
  const words = ['--import', killAtStep(step), '--input-type=module', '--eval', source];
  const { code, stderr } = await ending(spawn(process.execPath, words));
  expect(stderr).toBe('');
  return code;
}

function tell(
  number: number,
  call: Call,
  {
    isTimed,
    code,
    before,
    left,
  }: { isTimed: boolean; code: number | null; before: string[]; left: string[] },
): void {
  if (process.env.KILLS === undefined) return;
  const unfinished = left.filter(isUnfinished).length > 0;
  const when =
    code === 0
      ? 'after'
      : unfinished
        ? 'during'
        : left.join() === before.join()
          ? 'before'
          : 'between';
  console.log(`kill ${number} ${call} ${isTimed ? 'by time' : 'by step'}: ${when}`);
}
