import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Rooms that neither train, nor load a network, nor start a thread or a process: there, a minute is more than enough anywhere. */
const LOGIC = [
  'test/{composition,events,math,music,output,picture,recordings}/**/*.test.ts',
  'test/files/*.test.ts',
  'test/studio/{page,document,protocol}/**/*.test.ts',
  'test/{architecture,publicDoor}.test.ts',
];

/** Files that change what a process has once: TensorFlow's engine other than wasm, a client of S3, modules that are replaced, threads that are counted. */
const ALONE = [
  'test/tensors/**/*.test.ts',
  'test/autoencoder/{gradients,seed/seedNetwork,phrase/headWeights}.test.ts',
  'test/vision/{backendsAgree,heic/heicDecoder,threads/inferTogether}.test.ts',
  'test/collection/taught/shippedTaught.test.ts',
  'test/files/disk/{writeFileAtomically,writeMidiFile}.test.ts',
  'test/batch/{s3/*,store/batchStore}.test.ts',
  'test/cli/commands/batchS3*.test.ts',
  'test/renderAudio.test.ts',
  'test/studio/browser/**/*.test.ts',
];

/** Files that wait most of their time: for a lock to be stale, for a job of a killed worker to be given to another one, for a store. */
const WAITING =
  /\/(?:batch\/(?:queue|s3)\/|disk\/lock|lostLock|addOverQueue|batchQueue|batchS3|queueNotes|trainQueue)/;

/** One project is begun after another, without a pause between; the last has the smallest files, so that all cores are busy to the end. */
const ORDER = ['alone', 'work', 'logic'];

/**
 * Every fourth file of a project is one that waits, as long as there are such, so that others have the processor meanwhile. By itself
 * vitest begins with the largest files, and the small one that waits longest would be the last.
 */
class WaitingBesideWorking extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects
      .sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name))
      .flatMap((each) => spread(sorted.filter(({ project }) => project === each)));
  }
}

function spread(files: readonly TestSpecification[]): TestSpecification[] {
  const waiting = files.filter(({ moduleId }) => WAITING.test(moduleId));
  const working = files.filter(({ moduleId }) => !WAITING.test(moduleId));
  return files.map((_, i) => {
    const isForWaiting = i % 4 === 0 ? waiting.length > 0 : working.length === 0;
    return (isForWaiting ? waiting : working).shift() as TestSpecification;
  });
}

/** What takes seconds on a quiet machine takes minutes where others work on it too; what hangs is still told. */
const WORK_TIMEOUTS = { testTimeout: 600_000, hookTimeout: 600_000 };

export default defineConfig({
  test: {
    // One file more at a time than there are cores: pages in a browser, locks, queues and stores wait much of their time.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: WaitingBesideWorking },
    setupFiles: ['test/equalBytes.ts'],
    // The built program is run as it is.
    server: { deps: { external: [/\/dist\/bundle\//] } },
    // Where files share a process, its modules are loaded once and not once a file.
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ALONE, ...WORK_TIMEOUTS },
      },
      {
        extends: true,
        test: {
          name: 'logic',
          include: LOGIC,
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'work',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...LOGIC, ...ALONE],
          isolate: false,
          ...WORK_TIMEOUTS,
        },
      },
    ],
  },
});
