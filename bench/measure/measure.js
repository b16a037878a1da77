import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const mirror = fileURLToPath(new URL('../../bin/mirror.js', import.meta.url));
const probe = new URL('./memoryProbe.js', import.meta.url).href;

/**
 * Runs `mirror`, or another script, as a whole process, cold, several times.
 *
 * @returns medians and spread of wall seconds, the highest peak memory in MB, the memory samples of
 *   the last run, one each 50 ms, and what each run wrote on stdout
 */
export async function measureCommand(args, { folder, runs = 5, script = mirror }) {
  const seconds = [];
  const peaks = [];
  const outputs = [];
  let samples = [];
  for (let run = 0; run < runs; run++) {
    const file = join(folder, 'memory.json');
    const started = performance.now();
    outputs.push(await runScript([script, ...args], { folder, file }));
    seconds.push((performance.now() - started) / 1000);
    const memory = JSON.parse(readFileSync(file, 'utf8'));
    peaks.push(memory.peakMb);
    samples = memory.samples;
  }
  return { ...spread(seconds), peakMb: Math.max(...peaks), samples, outputs };
}

/** Runs some work in this process, once to warm it and then several times. */
export async function repeat(runs, work) {
  await work();
  const seconds = [];
  for (let run = 0; run < runs; run++) seconds.push(await secondsOf(work));
  return spread(seconds);
}

export async function secondsOf(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Median, least and most of some values. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
}

/** Median memory during the second and the last fifth of a run, as a cell of the table. */
export function memoryDrift({ samples }) {
  const part = (from, to) =>
    spread(samples.slice(samples.length * from, samples.length * to)).median;
  return `${part(0.2, 0.4)} → ${part(0.8, 1)}`;
}

function runScript(words, { folder, file }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', probe, ...words], {
      cwd: folder,
      env: { ...process.env, MEMORY_PROBE_FILE: file },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let complaint = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      complaint += text;
    });
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${words.join(' ')} ended with ${code}: ${complaint}`));
    });
  });
}
