import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putObject, putTrainedObject, takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { ending, KITCHEN, runMirror, startMirror } from '../runMirror.js';

const folder = useTemporaryFolder();

/** For `node --import`: says on stderr which modules are loaded, in whatever thread, imported or required. */
const TELL_IMPORTS = moduleUrl(`
  import { writeSync } from 'node:fs';
  import Module, { register } from 'node:module';
  const compile = Module._extensions['.js'];
  Module._extensions['.js'] = (module, file) => {
    writeSync(2, 'loads ' + file + '\\n');
    compile(module, file);
  };
  register(${JSON.stringify(
    moduleUrl(`
      import { writeSync } from 'node:fs';
      export async function load(url, context, next) {
        writeSync(2, 'loads ' + url + '\\n');
        return next(url, context);
      }
    `),
  )});
`);

function moduleUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

describe('TensorFlow and sharp', () => {
  it.each([
    [['--help'], false],
    [['--version'], false],
    [['objects'], false],
    [['hear', 'kettle'], false],
    [['judge', 'kettle', '--quick', '--draws', '1'], false],
    [['look', KITCHEN], true],
  ])('are loaded by %j: %s', async (words, expected) => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    const { code, stderr } = await runMirror(words, {
      folder: folder.path,
      nodeOptions: ['--import', TELL_IMPORTS],
    });
    expect(code).toBe(0);
    expect(stderr).toContain('dist/bundle/main.js');
    expect(/node_modules\/@tensorflow\//.test(stderr)).toBe(expected);
    expect(/node_modules\/sharp\//.test(stderr)).toBe(expected);
  });
});

describe('what draws', () => {
  it.each([
    [['--bars', '1'], false],
    [['--bars', '1', '--picture', 'room.svg'], true],
  ])('is loaded by mirror with %j: %s', async (words, expected) => {
    const { code, stderr } = await runMirror([KITCHEN, ...words], {
      folder: folder.path,
      nodeOptions: ['--import', TELL_IMPORTS],
    });
    expect(code).toBe(0);
    expect(/node_modules\/opentype\.js\//.test(stderr)).toBe(expected);
    expect(/dist\/bundle\/(letters|palette|roomPage)\.js/.test(stderr)).toBe(expected);
  });
});

describe('the synthesiser', () => {
  it.each([
    [['--help'], false],
    [['hear', 'kettle'], false],
    [['hear', 'kettle', '--bars', '1', '--wav'], true],
  ])('is loaded by %j: %s', async (words, expected) => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    const { code, stderr } = await runMirror(words, {
      folder: folder.path,
      nodeOptions: ['--import', TELL_IMPORTS],
    });
    expect(code).toBe(0);
    expect(/node_modules\/spessasynth_core\//.test(stderr)).toBe(expected);
  });
});

describe('what encodes MP3 and Ogg Vorbis', () => {
  it.each([
    [['--help'], false],
    [['hear', 'kettle', '--bars', '1', '-o', 'song.wav'], false],
    [['hear', 'kettle', '--bars', '1', '-o', 'song.mp3'], true],
  ])('is loaded by %j: %s', async (words, expected) => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    const { code, stderr } = await runMirror(words, {
      folder: folder.path,
      nodeOptions: ['--import', TELL_IMPORTS],
    });
    expect(code).toBe(0);
    expect(/node_modules\/wasm-media-encoders\//.test(stderr)).toBe(expected);
  });
});

/** For `node --import`: Ctrl-C in the moment in which that module is loaded, and time to take notice. */
function stopAt(module: string): string {
  const hook = `
    export async function load(url, context, next) {
      if (url.endsWith(${JSON.stringify(module)})) {
        process.kill(process.pid, 'SIGINT');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return next(url, context);
    }
  `;
  return moduleUrl(`
    import { register } from 'node:module';
    register(${JSON.stringify(moduleUrl(hook))});
  `);
}

describe('Ctrl-C', () => {
  it.each([
    ['mirror', [KITCHEN]],
    ['look', ['look', KITCHEN]],
    ['hear', ['hear', 'kettle']],
    ['play', ['play', 'take.mid']],
    ['objects', ['objects']],
    ['add', ['add', 'mug', 'take.mid', '--labels', 'cup']],
    ['add', ['add', 'kettle', 'take.mid']],
    ['train', ['train', 'kettle', 'pot', '--force', '--jobs', '1']],
    ['train', ['train', 'kettle', 'pot', '--force', '--jobs', '2']],
    ['train', ['train', 'kettle']],
    ['judge', ['judge', 'kettle']],
    ['judge', ['judge', 'kettle', '--quick']],
    ['doctor', ['doctor']],
  ])('stops mirror %s before it does anything: %j', async (command, words) => {
    await putTrainedObject(folder.path, { name: 'kettle' });
    await putTrainedObject(folder.path, { name: 'pot' });
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    const before = await everythingIn(folder.path);
    const { code, stdout, stderr } = await runMirror(words, {
      folder: folder.path,
      nodeOptions: ['--import', stopAt(`dist/bundle/command-${command}.js`)],
    });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/^mirror: Stopped\. [^\n]*\n$/);
    expect(await everythingIn(folder.path)).toEqual(before);
  });
});

describe('the command line', () => {
  it('stops at Ctrl-C, with a word, and leaves nothing half done', async () => {
    await putObject(folder.path, { name: 'kettle', takes: ['one.mid'] });
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    const child = startMirror(['add', 'kettle', 'take.mid'], { folder: folder.path });
    const ended = ending(child);
    // The line of what was copied; the training comes after it.
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/^take\.mid: [^\n]+\nmirror: Stopped\. [^\n]*\n$/);
    expect(await everythingIn(folder.path)).toEqual([
      'objects',
      'objects/kettle',
      'objects/kettle/object.json',
      'objects/kettle/recordings',
      'objects/kettle/recordings/one.mid',
      'objects/kettle/recordings/take.mid',
      'take.mid',
    ]);
  });

  it('does not mind when nobody reads on', async () => {
    const child = startMirror(['objects'], { folder: folder.path });
    child.stdout?.destroy();
    const { code, stderr } = await ending(child);
    expect(code).toBe(0);
    expect(stderr).not.toContain('EPIPE');
  });

  it('is not steered by the name of a file', async () => {
    const { code, stderr } = await runMirror(['a\u001b[2J\nb.jpg'], { folder: folder.path });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mirror: a\\u001b\[2J\\u000ab\.jpg: [^\n]*\n$/);
    expect(stderr).not.toContain('\u001b');
  });

  it('shows a stack only when DEBUG is set', async () => {
    const plain = await runMirror(['gone.jpg'], { folder: folder.path });
    expect(plain.stderr).not.toContain('    at ');
    const debug = await runMirror(['gone.jpg'], { folder: folder.path, env: { DEBUG: '1' } });
    expect(debug.stderr).toContain('    at ');
    expect(debug.code).toBe(2);
  });
});
