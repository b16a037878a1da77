// Loaded into a measured process with --import: samples its memory and hands the samples over when it ends.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STATUS = '/proc/self/status';
const samples = [];
const sample = () => samples.push(Math.round(process.memoryUsage.rss() / 1e6));
setInterval(sample, 50).unref();
process.on('exit', () => {
  sample();
  writeFileSync(process.env.MEMORY_PROBE_FILE, JSON.stringify({ peakMb: peakMb(), samples }));
});

/** On Linux `maxRSS` begins at what the parent process had; VmHWM is this process's own. */
function peakMb() {
  const highWater = existsSync(STATUS) && /VmHWM:\s+(\d+) kB/.exec(readFileSync(STATUS, 'utf8'));
  const kilobytes = highWater ? Number(highWater[1]) : process.resourceUsage().maxRSS;
  return Math.round((kilobytes * 1024) / 1e6);
}
