// node bench/heic.js [--photos 100] [--file photo.heic]: reads one HEIC of 12 megapixels again and again and says how long it takes
// and what memory it leaves. Without --file, Debian's heif-enc (libheif-examples) makes one of a sample room. Fails if
// memory grows. Two minutes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { readPhoto } from 'sound-mirror';

/** Of the last fifth's peak, in shares of the second's. */
const MOST_GROWTH = 0.1;

const { values } = parseArgs({
  options: { photos: { type: 'string', default: '100' }, file: { type: 'string' } },
});
const count = Number(values.photos);
if (!(Number.isInteger(count) && count >= 10)) {
  console.error('Expected a number of photos, 10 or more: node bench/heic.js --photos 100');
  process.exit(2);
}
const bytes = values.file === undefined ? await encodeRoom() : readFileSync(values.file);
const reads = [];
for (let i = 0; i < count; i++) {
  const started = performance.now();
  const before = process.cpuUsage();
  let peakMb = 0;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
  }, 20);
  const { width, height } = await readPhoto(bytes);
  clearInterval(timer);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - started) / 1000;
  reads.push({ width, height, seconds, cpuSeconds: (user + system) / 1e6, peakMb });
  if ((i + 1) % Math.ceil(count / 10) === 0) console.error(`${i + 1} of ${count}`);
}
const [{ width, height, seconds, cpuSeconds }] = reads;
const fifth = (index) =>
  Math.max(...reads.slice((index * count) / 5, ((index + 1) * count) / 5).map((r) => r.peakMb));
const growth = fifth(4) / fifth(1) - 1;
console.log(`${width} × ${height}, ${(bytes.length / 1e6).toFixed(1)} MB, ${count} times`);
console.log(
  `the first ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of one core), then ${median('seconds')} s (${median('cpuSeconds')} s), at most ${Math.max(...reads.map((r) => r.seconds)).toFixed(1)} s`,
);
console.log(
  `memory: at most ${fifth(1).toFixed(0)} MB in the second fifth, ${fifth(4).toFixed(0)} MB in the last (${(100 * growth).toFixed(1)} %)`,
);
if (growth > MOST_GROWTH) {
  console.error(`Expected no leak but memory grows by more than ${100 * MOST_GROWTH} %.`);
  process.exitCode = 1;
}

async function encodeRoom() {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-heic-'));
  try {
    const room = fileURLToPath(new URL('../photos/kitchen.jpg', import.meta.url));
    const jpeg = join(folder, 'room.jpg');
    await sharp(room).resize(4032, 3024, { fit: 'fill' }).jpeg({ quality: 95 }).toFile(jpeg);
    execFileSync('heif-enc', ['-q', '60', '-o', join(folder, 'room.heic'), jpeg], {
      stdio: 'pipe',
    });
    return readFileSync(join(folder, 'room.heic'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function median(figure) {
  const sorted = reads.map((read) => read[figure]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)].toFixed(1);
}
