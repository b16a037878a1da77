import { callMirror } from './callMirror.js';
import { EXIT } from './exitCodes.js';

// The reader of our lines may stop early (`mirror objects | head -1`); that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    // Nothing more can be said there: one last line where it may still be read, and no stack.
    if (stream === process.stdout) process.stderr.write(`mirror: stdout: ${error.message}\n`);
    process.exit(EXIT.failed);
  });
}
process.exitCode = await callMirror(process.argv.slice(2));
// Work that was given up, in a thread or in the photo decoder, would keep the process alive.
if (process.exitCode === EXIT.stopped) process.exit();
