// Loaded into a measured process with --import: samples its memory and hands the samples over when it ends.
import { writeFileSync } from 'node:fs';

const samples = [];
const sample = () => samples.push(Math.round(process.memoryUsage.rss() / 1e6));
setInterval(sample, 50).unref();
process.on('exit', () => {
  sample();
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1e3);
  writeFileSync(process.env.MEMORY_PROBE_FILE, JSON.stringify({ peakMb, samples }));
});
