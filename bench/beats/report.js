/** The tables of bench/BEATS.md. */
import { cpus } from 'node:os';
import { areaUnderCurve } from './score.js';
import { CONDITIONS } from './takes.js';
import { TEMPO_MAPS } from './trueTempo.js';

/** Beats with a smaller F count as wrong where the confidence is judged. */
const RIGHT_F = 0.7;

export function reportOf({ rows, hopeless, kept, unlike }) {
  return `# Beats of free playing: results of \`node bench/beats.js\`

${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.version}.
Starter takes, four of each object, played again at other tempi (spread evenly over the logarithm of 40–180 counted beats a minute, none further than an
octave from the take's own) by a clock that is known, with noise of the hands of 12 ms: straight; swung (halves of a beat from 1.5:1 to 2:1; takes
that swing by themselves or count in threes stay as they are); with rubato (the tempo bends by ±15 % within four bars, and the last beat of four bars is slower).
Half are free MIDI (seconds written on a grid of 120), half are audio, played on the object's instrument by the package's own synthesiser and transcribed. Cut at 90 s.

- beat F, downbeat F: ±70 ms, one to one, as mir_eval.beat.f_measure, but the first 5 s count; what lies before the first onset or behind the last one is not looked at;
- octave F: the best of these beats, twice and half as many: for information;
- tempo: the median beat within 4 % of the true one (half and double are wrong); metre: the time signature is the true one;
- music-tempo: version 1.0.3, fed with the same onsets and their velocities, 40 to 200 beats a minute.

${takesTable(rows, CONDITIONS)}

## How sure it is

${confidenceText(rows, hopeless)}

${hopelessTable(hopeless)}

## A true tempo map is kept to the tick

${keptTable(kept)}

Of the free MIDI above, whose grid is not its own, ${count(rows, ({ keepsGrid }) => keepsGrid)} of ${count(rows, ({ medium }) => medium === 'midi')} are taken for playing that keeps its grid.

## Unlike the starter collection

${unlike.length > 0 ? unlikeText(unlike) : 'Measured in a whole run.'}

## Speed

${speedText(rows)}
`;
}

function takesTable(rows, conditions) {
  const groups = [
    ...conditions.map((condition) => [
      condition,
      rows.filter((row) => row.condition === condition),
    ]),
    ['rubato, both', rows.filter(({ condition }) => condition.startsWith('rubato'))],
    ...['midi', 'audio'].map((medium) => [
      NAMES[medium],
      rows.filter((row) => row.medium === medium),
    ]),
    ['**all**', rows],
  ];
  return table(
    HEAD,
    groups.filter(([, some]) => some.length > 0).map(([name, some]) => figures(name, some)),
  );
}

const NAMES = { midi: 'free MIDI', audio: 'audio' };
const HEAD = [
  'takes',
  'n',
  'beat F',
  'octave F',
  'tempo',
  'downbeat F',
  'metre',
  'music-tempo: beat F',
  'octave F',
  'tempo',
];

function figures(name, some) {
  return [
    name,
    some.length,
    mean(some, 'beatF'),
    mean(some, 'octaveF'),
    count(some, ({ isTempoRight }) => isTempoRight),
    mean(some, 'downbeatF'),
    count(some, ({ isMetreRight }) => isMetreRight),
    mean(
      some.map(({ peer }) => peer),
      'beatF',
    ),
    mean(
      some.map(({ peer }) => peer),
      'octaveF',
    ),
    count(some, ({ peer }) => peer.isTempoRight),
  ];
}

function confidenceText(rows, hopeless) {
  const cases = [
    ...rows.map(({ confidence, beatF }) => ({ confidence, isRight: beatF > RIGHT_F })),
    ...hopeless.map(({ confidence }) => ({ confidence, isRight: false })),
  ];
  const right = cases.filter(({ isRight }) => isRight);
  return `The confidence tells beats with F > ${RIGHT_F} from the rest, on the ${rows.length} takes and ${hopeless.length} in which there is no beat to be found, with an AUC of **${areaUnderCurve(cases).toFixed(3)}** (${right.length} right, ${cases.length - right.length} wrong or hopeless; 0.5 is chance). On the ${rows.length} takes alone it is ${areaUnderCurve(cases.slice(0, rows.length)).toFixed(3)}.`;
}

function hopelessTable(hopeless) {
  const conditions = [...new Set(hopeless.map(({ condition }) => condition))];
  return table(
    ['without a beat', 'n', 'mean confidence', 'highest'],
    conditions.map((condition) => {
      const some = hopeless.filter((take) => take.condition === condition);
      return [
        condition,
        some.length,
        mean(some, 'confidence'),
        Math.max(...some.map(({ confidence }) => confidence)).toFixed(2),
      ];
    }),
  );
}

function keptTable(kept) {
  return table(
    ['tempo map', 'n', 'kept'],
    [...TEMPO_MAPS, '**all**'].map((condition) => {
      const some = kept.filter((take) => condition === '**all**' || take.condition === condition);
      return [condition, some.length, count(some, ({ isKept }) => isKept)];
    }),
  );
}

function unlikeText(unlike) {
  const players = ['click', 'steady', 'classical', 'romantic'];
  return `Takes of \`bench/beats/generate.js\` (nineteen kinds of piano music, 30–220 beats a minute, fourteen metres) by players of four kinds: to a click, steady, with the tempo of a classical performance, and of a romantic one. The seed was not trained on.

${table(
  HEAD,
  [...players, '**all**'].map((player) =>
    figures(
      player,
      unlike.filter(({ condition }) => player === '**all**' || condition === player),
    ),
  ),
)}`;
}

function speedText(rows) {
  const milliseconds = rows.reduce((sum, row) => sum + row.milliseconds, 0);
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  return table(
    ['findBeats', 'ms a minute of take', 'share of the take', 'slowest take'],
    [
      [
        `${rows.length} takes`,
        ((60 * milliseconds) / seconds).toFixed(0),
        `${(milliseconds / seconds / 10).toFixed(2)} %`,
        `${Math.max(...rows.map((row) => row.milliseconds / row.seconds / 10)).toFixed(2)} %`,
      ],
    ],
  );
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function mean(some, key) {
  return (some.reduce((sum, each) => sum + each[key], 0) / some.length).toFixed(3);
}

function count(some, is) {
  return some.filter(is).length;
}
