import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/**
 * The rooms along the flow: a file may import from its own row's room and from any row above, never
 * from below. Rooms that share a row do not import one another.
 */
const FLOW = [
  ['errors.ts'],
  ['format.ts', 'yieldToEventLoop.ts'],
  ['checks'],
  ['math'],
  ['music'],
  ['files', 'beats'],
  ['events'],
  ['tensors'],
  ['audio'],
  ['vision', 'recordings', 'transcription', 'autoencoder'],
  ['decoding'],
  ['collection'],
  ['composition'],
  ['latentMap'],
  ['evaluation'],
  ['output'],
  ['synthesis', 'picture'],
  ['arguments', 'mirrorOptions.ts'],
  ['judgeOptions.ts'],
  ['openComposer.ts'],
  ['describeMirror.ts'],
  [
    'mirrorPhoto.ts',
    'mirrorObject.ts',
    'mapLatents.ts',
    'decodePlaces.ts',
    'trainObject.ts',
    'judgeObjects.ts',
    'judgeLeftOut.ts',
    'renderAudio.ts',
    'transcribeAudio.ts',
    'describeTaughtPhoto.ts',
    'judgeTaught.ts',
  ],
  ['judgePieces.ts'],
  ['createAudioTranscriber.ts'],
  ['findFileBeats.ts'],
  ['index.ts', 'fromCocoSsd.ts', 'toToneMidi.ts'],
  ['workers'],
  ['batch'],
  ['studio/protocol'],
  ['studio/document'],
  ['studio/server', 'studio/page'],
  ['cli'],
];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, room: roomOf(path), text: readFileSync(join(src, path), 'utf8') }));

/** The studio's rooms lie in a folder of their own. */
function roomOf(path: string): string {
  const [room = '', inner = ''] = path.split(/[\\/]/);
  return room === 'studio' ? `studio/${inner}` : room;
}

function rowOf(room: string): number {
  return FLOW.findIndex((row) => row.includes(room));
}

/** What a file imports or re-exports, statically or when called. */
function importsOf(text: string): string[] {
  const pattern = /(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => match[1] as string);
}

/** What is loaded together with a file: types are not, nor what is imported when called. */
function loadedBy(text: string): string[] {
  const pattern = /^(?:import|export)\s+(?!type\b)(?:[^;']*?\bfrom\s+)?'([^']+)';/gm;
  return [...text.matchAll(pattern)].map((match) => match[1] as string);
}

/** The file that an import in another file names, from `src`. */
function pathOf(importer: string, target: string): string {
  return relative(src, resolve(src, dirname(importer), target.replace(/\.js$/, '.ts')));
}

/** A component's file ends in `.tsx`. */
function sourceOf(path: string): string {
  return files.some((file) => file.path === path) ? path : path.replace(/\.ts$/, '.tsx');
}

describe('the house', () => {
  it('has no file outside its rooms', () => {
    expect(files.filter(({ room }) => rowOf(room) === -1)).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
  });

  it('is walked one way: no import points backward', () => {
    const backward = files.flatMap(({ path, room, text }) =>
      importsOf(text)
        .filter((target) => target.startsWith('.'))
        .map((target) => roomOf(pathOf(path, target)))
        .filter((target) => target !== room && rowOf(target) >= rowOf(room))
        .map((target) => `${path} → ${target}`),
    );
    expect(backward).toEqual([]);
  });

  it.each([
    [
      'TensorFlow',
      /^@tensorflow\/|\/tensorflow\.js$/,
      ['tensors', 'vision', 'transcription', 'autoencoder'],
    ],
    ['the disk', /^(node:)?fs/, ['files/disk', 'collection', 'batch', 'studio/server', 'cli']],
    ['the engine of queues', /^(bullmq|ioredis|pg)$/, ['batch/queue']],
    ['the SDK of S3', /^@aws-sdk\//, ['batch/s3']],
    ['sharp', /^sharp$/, ['vision']],
    ['audio decoders', /decoder$|^@wasm-audio-decoders|^codec-parser$/, ['audio']],
    ['audio encoders', /^wasm-media-encoders$/, ['audio']],
    ['the synthesiser', /^spessasynth_core$/, ['synthesis', 'studio/page/engine']],
    ['the server', /^@?hono/, ['studio/server']],
    ['the parts of the page', /^@?preact/, ['studio/page']],
    ['letters', /^opentype\.js$/, ['picture']],
    ['commander', /^commander$/, ['cli']],
    ['detections of the published package', /^@tensorflow-models/, ['fromCocoSsd.ts']],
    ['MIDI for Tone.js', /^@tonejs/, ['toToneMidi.ts']],
    ['widths on a terminal', /^string-width$/, ['cli']],
  ])('only lets some rooms at %s', (_, name, rooms) => {
    const strangers = files
      .filter(
        ({ path, text }) =>
          !rooms.some((room) => path === room || path.startsWith(join(room, sep))) &&
          importsOf(text).some((t) => name.test(t)),
      )
      .map(({ path }) => path);
    expect(strangers).toEqual([]);
  });

  it('decodes without TensorFlow, which takes longer to load than a phrase to play', () => {
    const reached = new Set(
      files.filter(({ room }) => room === 'decoding').map(({ path }) => path),
    );
    expect(reached.size).toBeGreaterThan(3);
    // What is added on the way is gone through as well.
    for (const path of reached) {
      const text = files.find((file) => file.path === path)?.text as string;
      for (const target of loadedBy(text)) {
        expect(target, path).not.toMatch(/^@tensorflow|\/tensorflow\.js$/);
        if (target.startsWith('.')) reached.add(pathOf(path, target));
      }
    }
    expect([...reached].some((path) => roomOf(path) === 'autoencoder')).toBe(true);
  });

  it('walks the page one way too: engine, state, views; what moves knows no screen', () => {
    const layers = ['engine', 'theme', 'state', 'views'];
    const layerOf = (path: string) => path.split(/[\\/]/)[2] as string;
    const page = files.filter(({ room }) => room === 'studio/page');
    expect(page.length).toBeGreaterThan(30);
    const backward = page.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((target) => target.startsWith('.') && layers.includes(layerOf(path)))
        .map((target) => pathOf(path, target))
        .filter((target) => roomOf(target) === 'studio/page')
        .filter((target) => layers.indexOf(layerOf(target)) > layers.indexOf(layerOf(path)))
        .map((target) => `${path} → ${target}`),
    );
    expect(backward).toEqual([]);
    const seeing = page.filter(({ path, text }) => {
      return layerOf(path) === 'engine' && /\bdocument\.|\bwindow\.|'@?preact/.test(text);
    });
    expect(seeing.map(({ path }) => path)).toEqual([]);
  });

  it('keeps the entries for pages free of Node and of TensorFlow', () => {
    const entries = ['fromCocoSsd.ts', 'toToneMidi.ts'];
    const reached = new Set(entries);
    for (const path of reached) {
      const text = files.find((file) => file.path === path)?.text as string;
      for (const target of loadedBy(text)) {
        if (target.startsWith('.')) reached.add(pathOf(path, target));
        else expect(target, path).toBe('@tonejs/midi');
      }
    }
    expect(reached.size).toBeGreaterThan(10);
  });

  it('lets the page load nothing that a browser lacks', () => {
    const reached = new Set(
      files.filter(({ room }) => room === 'studio/page').map(({ path }) => path),
    );
    reached.delete(join('studio', 'page', 'vite.config.ts'));
    for (const path of reached) {
      const text = files.find((file) => file.path === path)?.text ?? '';
      for (const target of loadedBy(text)) {
        if (/\.(css|svg)$|\?worker&url$/.test(target)) continue;
        if (target.startsWith('.')) reached.add(sourceOf(pathOf(path, target)));
        else
          expect(target, path).toMatch(
            /^(preact|preact\/hooks|@preact\/signals|spessasynth_core)$/,
          );
      }
    }
    expect([...reached].filter((path) => roomOf(path) === 'music').length).toBeGreaterThan(2);
    expect([...reached].filter((path) => !files.some((file) => file.path === path))).toEqual([]);
  });

  it('has comments of at most 140 columns, so that none has to be scrolled to be read', () => {
    const isComment = (line: string) => /^\s*(?:\/\*|\*|\/\/)/.test(line);
    const mayBeLong = (line: string) => /@example|https?:\/\//.test(line);
    const long = files.flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, i) => ({ line, place: `${path}:${i + 1}` }))
        .filter(({ line }) => [...line].length > 140 && isComment(line) && !mayBeLong(line))
        .map(({ place }) => place),
    );
    expect(long).toEqual([]);
  });

  it('is quiet below cli/: nothing prints, exits, or takes chance and time from the machine', () => {
    const loud = files
      .filter(({ room }) => room !== 'cli')
      .filter(({ text }) =>
        /\bconsole\.|process\.(exit|stdout|stderr)\b|Math\.random|Date\.now|new Date\(|performance\.now/.test(
          text,
        ),
      )
      .map(({ path }) => path);
    expect(loud).toEqual([]);
  });
});
