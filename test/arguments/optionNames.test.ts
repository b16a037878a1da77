import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'rolldown/utils';
import { describe, expect, it } from 'vitest';
import { fromCocoSsd } from '../../src/fromCocoSsd.js';
import * as door from '../../src/index.js';

const src = fileURLToPath(new URL('../../src', import.meta.url));

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Records that are no options: what they are called, function and parameter. */
const DATA = ['assignVoices photo'];

const calls = { ...door, fromCocoSsd } as unknown as Record<
  string,
  (...given: readonly unknown[]) => unknown
>;

/** Every function of the doors that takes options, with the place of these among its parameters, as its source says. */
const TAKERS = [...exportsOf('index.ts'), ['fromCocoSsd', 'fromCocoSsd.ts'] as const]
  .filter(([name]) => typeof calls[name] === 'function' && name !== 'MirrorError')
  .map(([name, path]) => [name, parametersOf(name, path).findIndex(isOptions(name))] as const)
  .filter(([, place]) => place !== -1);

describe('an option of no known name', () => {
  it('is looked for in all functions', () => {
    expect(TAKERS.length).toBeGreaterThan(50);
    expect(TAKERS.map(([name]) => name)).toEqual(
      expect.arrayContaining(['openCollection', 'explainScore', 'findBeats', 'chooseTempo']),
    );
  });

  it.each(TAKERS)('is refused by %s', async (name, place) => {
    const before = Array.from({ length: place });
    const error = await thrownBy(() => calls[name]?.(...before, { nosuchOption: 1 }));
    expect(error).toBeInstanceOf(door.MirrorError);
    expect(error).toMatchObject({ code: 'usage' });
    expect((error as Error).message).toMatch(
      /^Expected an option of \w+ but received "nosuchOption", which it does not know\. It takes \w+/,
    );
  });

  it.each<[string, readonly unknown[], string]>([
    ['openCollection', [{ hom: 'x' }], 'home'],
    ['surveyCollection', [{ home: undefined, onwaiting: () => {} }], 'onWaiting'],
    ['loadDetector', [undefined, { thread: 2 }], 'threads'],
    ['readPhoto', [undefined, { maxpixels: 9 }], 'maxPixels'],
    ['detectObjects', [undefined, undefined, { minconf: 0.4 }], 'minConfidence'],
    ['detectObjects', [undefined, undefined, { confidence: 0.4 }], 'minConfidence'],
    ['addObject', ['/dev/null/home', { name: 'bell', files: [], label: 'x' }], 'labels'],
    ['addObject', ['/dev/null/home', { name: 'bell', file: [] }], 'files'],
    ['editObject', ['/dev/null/home', { name: 'bell', addLabel: [] }], 'addLabels'],
    ['renderAudio', [undefined, undefined, { tracks: 1 }], 'track'],
    ['writeWavFile', ['x.wav', undefined, { gian: 1 }], 'gain'],
    ['findBeats', [[], { tempo: 90 }], 'tempoBpm'],
    ['describeMirror', [undefined, { note: [] }], 'notes'],
  ])('%s says what is likely meant', async (name, given, likely) => {
    const error = await thrownBy(() => calls[name]?.(...given));
    expect((error as Error).message).toMatch(new RegExp(`Did you mean ${likely}\\?$`));
  });
});

/** What a module hands on of others, as [name, path from src]; types are left out. */
function exportsOf(path: string): [string, string][] {
  return bodyOf(path).flatMap((node) => {
    const source = (node.source as { value: string } | null)?.value;
    if (node.type !== 'ExportNamedDeclaration' || source === undefined) return [];
    const target = join(dirname(path), source.replace(/\.js$/, '.ts'));
    return (node.specifiers as { exported: { name: string } }[]).map(
      ({ exported }): [string, string] => [exported.name, target],
    );
  });
}

function parametersOf(name: string, path: string): Node[] {
  const found = bodyOf(path)
    .map((node) => node.declaration as Node | null)
    .find((node) => (node?.id as { name?: string } | undefined)?.name === name);
  return (found?.params as Node[] | undefined) ?? [];
}

function bodyOf(path: string): Node[] {
  const { program, errors } = parseSync(path, readFileSync(join(src, path), 'utf8'));
  expect(errors, path).toEqual([]);
  return program.body as unknown as Node[];
}

/** By its name, by being taken apart, or by its type: fields that are listed, or a type that is called so. */
function isOptions(call: string): (parameter: Node) => boolean {
  return (parameter) => {
    const given = (parameter.left as Node | undefined) ?? parameter;
    const name = given.name as string | undefined;
    if (DATA.includes(`${call} ${name}`)) return false;
    const isNamed = /^(?:options|given|hints|choice)$/.test(name ?? '');
    return isNamed || given.type === 'ObjectPattern' || hasOptionsType(given.typeAnnotation);
  };
}

function hasOptionsType(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasOptionsType);
  if (typeof node !== 'object' || node === null) return false;
  const { type, typeName } = node as Node;
  const name = (typeName as { name?: string } | undefined)?.name ?? '';
  if (type === 'TSTypeLiteral' || /(?:Options|Hints|Choice)$/.test(name)) return true;
  return Object.values(node).some(hasOptionsType);
}

/** What a call throws, at once, later or when its stream is gone through. */
async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    const result = await call();
    if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
      for await (const _ of result as AsyncIterable<unknown>) break;
    }
    return undefined;
  } catch (error) {
    return error;
  }
}
