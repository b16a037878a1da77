import { callMirror } from './callMirror.js';

// Whoever reads our lines may stop early (`mirror objects | head -1`); that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
process.exitCode = await callMirror(process.argv.slice(2));
