import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const mirror = fileURLToPath(new URL('../bin/mirror.js', import.meta.url));
const probe = new URL('./memoryProbe.js', import.meta.url).href;

/**
 * Runs `mirror` as a whole process, cold, several times.
 *
 * @returns medians and spread of wall seconds, the highest peak memory in MB, and the memory samples of
 *   the last run, one each 50 ms
 */
export async function measureCommand(args, { folder, runs = 5 }) {
  const seconds = [];
  const peaks = [];
  let samples = [];
  for (let run = 0; run < runs; run++) {
    const file = join(folder, 'memory.json');
    const started = performance.now();
    await runMirror(args, { folder, file });
    seconds.push((performance.now() - started) / 1000);
    const memory = JSON.parse(readFileSync(file, 'utf8'));
    peaks.push(memory.peakMb);
    samples = memory.samples;
  }
  return { ...spread(seconds), peakMb: Math.max(...peaks), samples };
}

/** Median, least and most of some values. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
}

function runMirror(args, { folder, file }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', probe, mirror, ...args], {
      cwd: folder,
      env: { ...process.env, MEMORY_PROBE_FILE: file },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (text) => {
      complaint += text;
    });
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`mirror ${args.join(' ')} ended with ${code}: ${complaint}`));
    });
  });
}
