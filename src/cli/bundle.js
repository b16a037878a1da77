import { writeFile } from 'node:fs/promises';
import { build } from 'rolldown';

// node src/cli/bundle.js, after tsc: the command line in few files. Node takes half a millisecond for each module it finds, reads and links, and a mirror has
// 520 of ours. The library stays as tsc writes it, module by module. `npx tsc` alone gives a command line without a bundle.

const MAIN = 'dist/cli/main.js';

/** What a process or a thread begins with. Threads are started by `new URL('./<name>.js', import.meta.url)`, so all files lie in one folder. */
const ENTRIES = {
  main: 'src/cli/main.ts',
  trainWorker: 'src/workers/trainWorker.ts',
  leaveOneOutWorker: 'src/workers/leaveOneOutWorker.ts',
  transcribeWorker: 'src/workers/transcribeWorker.ts',
  addWorker: 'src/workers/addWorker.ts',
  detectorThread: 'src/vision/threads/detectorThread.ts',
  jobProcess: 'src/cli/batches/jobProcess.ts',
  heicThread: 'src/vision/heic/heicThread.ts',
};

/** Puts the bundle where tsc has put the first module of the command line. */
const replaceMain = {
  name: 'replace-main',
  writeBundle: () => writeFile(MAIN, "import '../bundle/main.js';\n"),
};

await build({
  input: ENTRIES,
  platform: 'node',
  // Packages stay outside, with their licences, and are found as ever.
  external: /^[^./]/,
  resolve: { extensionAlias: { '.js': ['.ts'] } },
  // Modules of ours do nothing but define; only what a process or a thread begins with acts.
  treeshake: { moduleSideEffects: false },
  plugins: [replaceMain],
  output: {
    dir: 'dist/bundle',
    cleanDir: true,
    // What is needed together lies together, with all that it imports and no group before it has. The first is what a thread that
    // looks needs, the second what every call does, the third what is there before a mirror starts its threads.
    codeSplitting: {
      groups: [
        {
          name: 'network',
          test: /[\\/](vision[\\/](network|threads[\\/]viewQueue)|tensors[\\/]backend)\.ts$/,
          priority: 4,
        },
        { name: 'program', test: /[\\/]cli[\\/]callMirror\.ts$/, priority: 3 },
        {
          name: 'looking',
          test: /[\\/]cli[\\/](options[\\/]detector|inputs[\\/](photos|withInputs|inputKinds))\.ts$/,
          priority: 2,
        },
        { name: 'mirror', test: /[\\/]cli[\\/]outputs[\\/]mirrorPhotos\.ts$/, priority: 1 },
      ],
    },
    entryFileNames: '[name].js',
    // A test stops a call in the moment in which its command is loaded, and finds it by this name.
    chunkFileNames: ({ facadeModuleId }) =>
      /[\\/]cli[\\/]commands[\\/]/.test(facadeModuleId ?? '') ? 'command-[name].js' : '[name].js',
  },
});
