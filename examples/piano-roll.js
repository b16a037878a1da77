// A picture of a mirror, one colour an object: node examples/piano-roll.js photos/kitchen.jpg kitchen.svg
import { readFile, writeFile } from 'node:fs/promises';
import {
  loadDetector,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  ticksPerBar,
} from 'sound-mirror';

const [photo = 'photos/kitchen.jpg', out = 'kitchen.svg'] = process.argv.slice(2);
const collection = await openCollection();
// Another backend may round a box to another pixel; this picture is to be the same on every machine.
const detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
const { score } = await mirrorPhoto(await readFile(photo), { detector, collection });
await writeFile(out, drawScore(score));
console.log(`${out}: ${score.parts.length} parts`);

/** One lane a part, largest object on top: within a lane, higher is higher and darker is louder. */
function drawScore({ parts, lengthTicks, timeSignature }) {
  const [width, left, lane] = [1000, 120, 44];
  const height = parts.length * lane;
  const x = (ticks) => (left + ((width - left) * ticks) / lengthTicks).toFixed(1);
  const bars = Array.from({ length: lengthTicks / ticksPerBar(timeSignature) }, (_, bar) => {
    const at = x(bar * ticksPerBar(timeSignature));
    return `<path d="M${at} 0V${height}" stroke="#ddd"/>`;
  });
  const lanes = parts.map(({ name, notes }, i) => {
    const pitches = notes.map((note) => note.pitch);
    const lowest = Math.min(...pitches);
    const range = Math.max(1, Math.max(...pitches) - lowest);
    const hue = Math.round((360 * i) / parts.length);
    const marks = notes.map(({ pitch, startTicks, durationTicks, velocity }) => {
      const y = ((i + 0.9) * lane - ((pitch - lowest) / range) * 0.75 * lane).toFixed(1);
      const length = Math.max(2, x(startTicks + durationTicks) - x(startTicks)).toFixed(1);
      const opacity = (0.3 + (0.7 * velocity) / 127).toFixed(2);
      return `<rect x="${x(startTicks)}" y="${y}" width="${length}" height="3" opacity="${opacity}"/>`;
    });
    const label = `<text x="0" y="${(i + 0.6) * lane}" font-size="15">${name}</text>`;
    return `<g fill="hsl(${hue} 70% 35%)">${label}${marks.join('')}</g>`;
  });
  const size = `viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif"><title>Piano roll</title><path d="M0 0H${width}V${height}H0Z" fill="#fff"/>${bars.join('')}${lanes.join('')}</svg>\n`;
}
