import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';

const COLUMNS = [
  ['what', 'what'],
  ['median', 'median s'],
  ['spread', 'least–most s'],
  ['peakMb', 'peak MB'],
  ['ratio', 'ours ÷ theirs'],
  ['exponent', 'exponent'],
  ['goal', 'goal'],
];

/** Rows of a subject, and lines of prose below them; each row is heard on stderr as it is measured. */
export function createTable() {
  const rows = [];
  const notes = [];
  return {
    rows,
    notes,
    add: (what, { median, least, most } = {}, more = {}) => {
      const seconds =
        median === undefined
          ? {}
          : { median: show(median), spread: `${show(least)}–${show(most)}` };
      rows.push({ what, ...seconds, ...more });
      console.error(Object.values(rows.at(-1)).join('  '));
    },
    note: (line) => {
      notes.push(line);
      console.error(line);
    },
  };
}

/** A subject's section of the results: machine and versions, the table without its empty columns, the notes. */
export function sectionOf(title, { rows, notes }) {
  const columns = COLUMNS.filter(([key]) => rows.some((row) => (row[key] ?? '') !== ''));
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    machine(),
    '',
    line(columns.map(([, name]) => name)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map(([key]) => row[key] ?? ''))),
    '',
    ...notes.flatMap((note) => [note, '']),
  ].join('\n');
}

/** The results with one section new, in the order of the titles. */
export function joinSections(before, { title, section, titles }) {
  const old = before.split(/^(?=## )/m);
  const find = (each) => old.find((part) => part.startsWith(`## ${each}\n`));
  const sections = titles.map((each) => (each === title ? section : find(each)));
  return [
    '# Results of `npm run bench`',
    'Seconds are medians of several runs. Both sides of a ratio run in turns; the ratio is the median over the turns.\n' +
      'How like its recordings each object plays is measured by `mirror judge`.',
    ...sections.filter((each) => each !== undefined).map((each) => each.trimEnd()),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Seconds for a cell, to two digits or hundredths. */
export function show(seconds) {
  return seconds >= 0.1 ? seconds.toFixed(2) : seconds.toPrecision(2);
}

function machine() {
  const version = (path) =>
    JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version;
  const tensorflow = version('../../node_modules/@tensorflow/tfjs-core/package.json');
  return [
    `${cpus()[0].model}, ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)} at the end`,
    `Node ${process.version}, ${process.platform} ${process.arch}`,
    `tfjs ${tensorflow}`,
    `sound-mirror ${version('../../package.json')}`,
  ].join('; ');
}
