import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseSync } from 'rolldown/utils';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from './collection/temporaryFolder.js';

// Reads the declarations that tsc wrote, as a compiler of a user of the package does: `npx tsc` comes before it.

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** What may stand in a signature of the entry that is made for it. */
const OF_ENTRY: Readonly<Record<string, RegExp>> = {
  'fromCocoSsd.d.ts': /^@tensorflow-models\/coco-ssd /,
  'toToneMidi.d.ts': /^@tonejs\/midi /,
};

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A file of declarations: where each name that stands in it comes from. */
interface Declarations {
  /** Local name → what declares it here. */
  readonly own: ReadonlyMap<string, readonly Node[]>;
  /** Local name → [module, name there]. */
  readonly imported: ReadonlyMap<string, readonly [string, string]>;
  /** Name that others see → [module or '' for this file, name there]. */
  readonly exported: ReadonlyMap<string, readonly [string, string]>;
}

const files = new Map<string, Declarations>();

function declarationsOf(path: string): Declarations {
  const known = files.get(path) ?? readDeclarations(path);
  files.set(path, known);
  return known;
}

function readDeclarations(path: string): Declarations {
  const { program, errors } = parseSync(path, readFileSync(join(dist, path), 'utf8'));
  expect(errors, path).toEqual([]);
  const own = new Map<string, Node[]>();
  const imported = new Map<string, [string, string]>();
  const exported = new Map<string, [string, string]>();
  const declare = (node: Node): string[] => {
    const named = node.declarations ? (node.declarations as Node[]) : [node];
    return named.map((each) => {
      const { name } = each.id as unknown as { name: string };
      own.set(name, [...(own.get(name) ?? []), each]);
      return name;
    });
  };
  for (const node of program.body as unknown as Node[]) {
    const source = (node.source as { value?: string } | null)?.value ?? '';
    if (node.type === 'ImportDeclaration') {
      for (const each of node.specifiers as Record<string, { name: string }>[]) {
        const local = each.local?.name as string;
        imported.set(local, [source, each.imported?.name ?? '*']);
      }
    } else if (node.type === 'ExportNamedDeclaration') {
      if (node.declaration) {
        for (const name of declare(node.declaration as Node)) exported.set(name, ['', name]);
      }
      for (const each of node.specifiers as Record<string, { name: string }>[]) {
        exported.set(each.exported?.name as string, [source, each.local?.name as string]);
      }
    } else if (node.id || node.declarations) declare(node);
    else expect(`${path}: ${node.type}`).toBe(`${path}: an import or a declaration`);
  }
  return { own, imported, exported };
}

/** Where a name in a file is declared: a file of ours with a name, or a package with one; none for what every program has. */
function resolve(path: string, name: string): string | undefined {
  const { own, imported } = declarationsOf(path);
  if (own.has(name)) return `${path} ${name}`;
  const from = imported.get(name);
  return from && resolveFrom(path, from);
}

function resolveFrom(path: string, [source, name]: readonly [string, string]): string | undefined {
  if (source === '') return resolve(path, name);
  if (!source.startsWith('.')) return `${source} ${name}`;
  const target = join(dirname(path), source.replace(/\.js$/, '.d.ts'));
  const exported = declarationsOf(target).exported.get(name);
  expect(exported, `${name} of ${target}`).toBeDefined();
  return resolveFrom(target, exported as readonly [string, string]);
}

/** Names of the types that a declaration is made of; `a.b` counts as `a`. The type of a constant (`typeof a`) needs no name. */
function namesIn(node: unknown, names: string[] = []): string[] {
  if (Array.isArray(node)) for (const each of node) namesIn(each, names);
  else if (typeof node === 'object' && node !== null) {
    const { type, typeName, expression, superClass } = node as Node;
    const named = typeName ?? superClass;
    const heritage = type === 'TSInterfaceHeritage' || type === 'TSClassImplements';
    let first = (heritage ? expression : named) as Node | undefined;
    while (first?.left ?? first?.object) first = (first?.left ?? first?.object) as Node;
    if (first?.type === 'Identifier') names.push(first.name as string);
    // What tsc wrote in the place of a type that it inferred.
    if (type === 'TSImportType') {
      const { source, qualifier } = node as unknown as Record<
        string,
        { value: string; name: string }
      >;
      names.push(`import ${source?.value} ${qualifier?.name}`);
    }
    for (const each of Object.values(node)) namesIn(each, names);
  }
  return names;
}

/** What the signatures of an entry speak of, as [who speaks of it, what it is]. */
function spokenOf(entry: string): {
  readonly exported: Set<string>;
  readonly uses: [string, string][];
} {
  const exported = new Set(
    [...declarationsOf(entry).exported.values()].map((from) => resolveFrom(entry, from) as string),
  );
  const uses: [string, string][] = [];
  for (const declared of exported) {
    const [path = '', name = ''] = declared.split(' ');
    for (const node of declarationsOf(path).own.get(name) ?? []) {
      for (const used of namesIn(node)) {
        const [, source, member] = used.split(' ');
        const target = source ? resolveFrom(path, [source, member as string]) : resolve(path, used);
        if (target !== undefined) uses.push([declared, target]);
      }
    }
  }
  return { exported, uses };
}

describe('the types of the public doors', () => {
  const index = spokenOf('index.d.ts');

  it('are read whole', () => {
    expect(index.exported.size).toBeGreaterThan(200);
    expect(index.uses.length).toBeGreaterThan(500);
  });

  it.each(['index.d.ts', ...Object.keys(OF_ENTRY)])('of %s are all exported', (entry) => {
    const { exported, uses } = entry === 'index.d.ts' ? index : spokenOf(entry);
    const hidden = uses.filter(
      ([, target]) =>
        target.includes('.d.ts ') && !exported.has(target) && !index.exported.has(target),
    );
    expect(hidden.map(([speaker, target]) => `${speaker} → ${target}`)).toEqual([]);
  });

  it.each(['index.d.ts', ...Object.keys(OF_ENTRY)])(
    'of %s name no type of a dependency',
    (entry) => {
      const { uses } = spokenOf(entry);
      const leaking = uses.filter(
        ([, target]) =>
          !target.includes('.d.ts ') &&
          !target.startsWith('node:') &&
          !OF_ENTRY[entry]?.test(target),
      );
      expect(leaking.map(([speaker, target]) => `${speaker} → ${target}`)).toEqual([]);
    },
  );
});

/** Of these an option that is undefined by mistake would do more than was meant: to remove, or forget, all instead of some; to replace without a question. */
const TOLD_FROM_LEFT_OUT = ['RemoveOptions', 'ForgetOptions', 'SaveRoomOptions'];

/** Options that programs hand on as they were given them themselves, or undefined: all of the public door but those. */
const OPTIONS = optionsOfDoor().filter((name) => !TOLD_FROM_LEFT_OUT.includes(name));

function optionsOfDoor(): string[] {
  const names = [...declarationsOf('index.d.ts').exported.keys()];
  return names.filter((name) => /(?:Options|Hints|Edit)$/.test(name) && name !== 'StarterEdit');
}

/** Options without a name of their own, written where a function takes them: the function and the number of the parameter. */
function unnamedOptionsOfDoor(): [name: string, parameter: number][] {
  return [...declarationsOf('index.d.ts').exported].flatMap(([name, from]) => {
    const [path = '', own = ''] = (resolveFrom('index.d.ts', from) as string).split(' ');
    const [declared] = declarationsOf(path).own.get(own) ?? [];
    return ((declared?.params ?? []) as Node[]).flatMap(({ typeAnnotation }, i) => {
      const { typeAnnotation: type } = (typeAnnotation ?? {}) as { typeAnnotation?: Node };
      return type?.type === 'TSTypeLiteral' ? [[name, i] as [string, number]] : [];
    });
  });
}

describe('a program that tells undefined from left out (exactOptionalPropertyTypes)', () => {
  const folder = useTemporaryFolder();

  /** What the compiler says of a program on the built package, line by line. */
  async function compile(program: string): Promise<string[]> {
    const file = join(folder.path, 'program.ts');
    await writeFile(file, program);
    const root = join(dist, '..');
    const flags = ['--noEmit', '--ignoreConfig', '--strict', '--exactOptionalPropertyTypes'];
    const settings = ['--skipLibCheck', '--target', 'ES2022', '--lib', 'ES2023'];
    const modules = ['--module', 'NodeNext', '--types', 'node', '--typeRoots'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const words = [...flags, ...settings, ...modules, join(root, 'node_modules/@types'), file];
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, ...words]).catch(
      (error: { stdout: string }) => error,
    );
    return stdout.split('\n').filter((line) => line !== '');
  }

  /** A line for each name: an error that lists the options that may be left out and may not be undefined. */
  const programOn = (names: readonly string[], declared = '') => `
    import type * as door from ${JSON.stringify(join(dist, 'index.js'))};
    import type { ${OPTIONS.join(', ')} } from ${JSON.stringify(join(dist, 'index.js'))};
    type Refusing<Options> = { [Name in keyof Options]-?:
      {} extends Pick<Options, Name>
        ? { [Each in Name]: undefined } extends Pick<Options, Name> ? never : Name
        : never }[keyof Options];
    ${declared}
    ${names.map((name) => `export const of${name}: never = null! as Refusing<${name}>;`).join('\n')}
  `;

  it('may give undefined for each option', async () => {
    expect(OPTIONS.length).toBeGreaterThan(25);
    expect(await compile(programOn(OPTIONS))).toEqual([]);
  }, 60_000);

  it('may give undefined for each option that a function takes without a name for all of them', async () => {
    const unnamed = unnamedOptionsOfDoor();
    expect(unnamed.length).toBeGreaterThan(10);
    const types = unnamed.map(([name, i]) => {
      const type = `NonNullable<Parameters<typeof door.${name}>[${i}]>`;
      return `type ${name}${i} = ${type};`;
    });
    const names = unnamed.map(([name, i]) => `${name}${i}`);
    expect(await compile(programOn(names, types.join('\n')))).toEqual([]);
  }, 60_000);

  it('would be told of one that refuses it', async () => {
    const declared = 'interface Probe { readonly must: number; readonly may?: number; }';
    const said = await compile(programOn(['Probe'], declared));
    expect(said).toEqual([expect.stringContaining(`Type '"may"' is not assignable`)]);
  }, 60_000);
});
