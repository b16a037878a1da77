// Every photo as music, sound, picture and report, with a page that shows them: node examples/gallery.js [folder] [photos...]
import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const [folder = join(root, 'examples', 'gallery'), ...named] = process.argv.slice(2);
const photos = named.length > 0 ? named : await photosIn(join(root, 'photos'));

await mkdir(folder, { recursive: true });
const rooms = [];
for (const photo of photos) {
  rooms.push(await showRoom(photo));
  console.log(`${photo}: ${objectsIn(rooms.at(-1)).length} objects`);
}
await writeFile(join(folder, 'README.md'), page(rooms));

async function photosIn(path) {
  const names = (await readdir(path)).filter((name) => name.endsWith('.jpg'));
  return names.sort().map((name) => join(path, name));
}

/** What `mirror` writes for one photo, the sound as MP3, which has a tenth of its size. */
async function showRoom(photo) {
  const { name } = parse(photo);
  const file = (ending) => join(folder, `${name}.${ending}`);
  const music = await mirror(photo, '-o', file('mid'), '--picture', file('svg'));
  const { milliseconds, photo: size, audio, wav: _, stems, explanation, ...rest } = music;
  // The figures of the sound come with a WAV file, which is too large to keep.
  const { wav } = await mirror(photo, '-o', file('mp3'), '--wav');
  await rm(file('wav'));
  const report = {
    photo: { ...size, file: relative(root, photo) },
    ...rest,
    midi: `${name}.mid`,
    picture: `${name}.svg`,
    sound: { ...wav, file: `${name}.mp3` },
  };
  await writeFile(file('json'), `${JSON.stringify(report, null, 2)}\n`);
  return { name, ...report };
}

/** What a call of `mirror` says in JSON of the one photo. */
async function mirror(photo, ...words) {
  // Another backend may round a box to another pixel; the gallery is to be the same on every machine.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'bin', 'mirror.js'), photo, '--json', ...words],
    { env: { ...process.env, MIRROR_BACKEND: 'wasm' } },
  );
  return JSON.parse(stdout);
}

function page(rooms) {
  return `# Gallery

Each sample room as it sounds, made by \`npm run gallery\`. The photos are renderings made for this project (\`photos/CREDITS.md\`); who plays,
and why so loud and there, stands in the report.

${rooms.map(section).join('\n')}`;
}

/** The objects that play, each once, in however many voices. */
function objectsIn({ tracks }) {
  return [...new Set(tracks.map(({ object }) => object))];
}

function section({ name, bars, tempoBpm, tracks, sound }) {
  const objects = objectsIn({ tracks }).join(', ');
  return `## ${name.replaceAll('-', ' ')}

[listen (MP3)](${name}.mp3) · [music (MIDI)](${name}.mid) · [report (JSON)](${name}.json)

${bars} bars at ${tempoBpm} bpm, ${Math.round(sound.seconds)} s, ${sound.loudnessLufs.toFixed(1)} LUFS: ${objects}.

![${name}: photo with boxes and piano roll](${name}.svg)
`;
}
