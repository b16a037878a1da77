// node bench/sight.js [--views 60]: describes parts of the sample rooms, changed as cameras change them, in five ways and compares
// what was said with what is there (bench/sight/rooms.json, drawn by hand). Prints a table and writes it to
// bench/SIGHT.md. Twenty minutes, six on a free machine.
import { writeFileSync } from 'node:fs';
import { loadDetector, readDetectorFiles, readPhoto } from 'sound-mirror';
import {
  loadOwnDetect,
  lookAsTheProgramDoes,
  lookCarefully,
  lookOnce,
  mergePlainly,
  viewsOf,
} from './sight/approaches.js';
import { judged, scoreOf, spreadOf } from './sight/score.js';
import { makeViews } from './sight/views.js';

const VIEWS = process.argv.includes('--views')
  ? Number(process.argv[process.argv.indexOf('--views') + 1])
  : 60;
const SCORES = [
  ['meanAveragePrecision', 'mAP50'],
  ['recall', 'recall'],
  ['precision', 'precision'],
];
/** What the same approaches reached on 128 labelled photographs, measured once before the first line was written. */
const ON_PHOTOGRAPHS = {
  own: [0.42, 0.52, 0.97],
  once: [0.53, 0.58, 0.965],
  plain: [0.56, 0.68, 0.91],
};

const detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
const ownDetect = await loadOwnDetect();
const approaches = [
  ['own', "coco-ssd's own `detect`", (photo) => ownDetect(photo)],
  ['once', 'raw outputs of the whole photo, merged per label', lookOnce],
  ['plain', 'with 2 × 2 tiles × 0.95, merged plainly', mergePlainly],
  ['program', 'the program', lookAsTheProgramDoes],
  ['careful', 'the program with `--careful`', lookCarefully],
];
const answers = new Map(approaches.map(([name]) => [name, []]));
for (const { bytes, truth, room } of await makeViews({ perRoom: VIEWS })) {
  const photo = await readPhoto(bytes);
  const outputs = await detector.infer(
    photo.pixels,
    viewsOf(photo).map((view) => view.box),
  );
  for (const [name, , describe] of approaches) {
    const detections = await describe(photo, outputs, detector);
    answers.get(name).push({ ...judged({ truth, detections }), room });
  }
  const done = answers.get('own').length;
  if (done % 20 === 0) console.error(`${done} views`);
}
detector.dispose();
const report = reportOf();
writeFileSync(new URL('./SIGHT.md', import.meta.url), report);
console.log(report);

function reportOf() {
  const plain = answers.get('plain');
  const spreads = spreadOf(answers, 'plain');
  const rooms = [...new Set(plain.map(({ room }) => room))];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    '# What is seen: results of `node bench/sight.js`',
    '',
    `${plain.length} views of the four sample rooms, ${VIEWS} of each: the room, and parts of it at 640 pixels, mirrored, lighter and darker, out of`,
    'focus, noisy, compressed. The rooms are rendered and few, and their views are not independent: the table compares approaches,',
    'it does not promise these figures for other photos.',
    '',
    '- mAP50: area under precision over recall at an intersection over union of 0.5, mean over labels, boxes from 0.03 up (`detect`: 0.4, see bench/sight/approaches.js);',
    '- recall, precision: of the labels in a view, at confidence 0.4, in a call that asks for all from 0.03 up;',
    '- ±: one standard deviation over 100 draws of views (bootstrap); in brackets the distance to plain merging, over the same draws;',
    '- photographs: the same approaches on 128 labelled photographs, measured once, before the first line was written.',
    '',
    line(['approach', ...SCORES.map(([, title]) => title), 'on photographs']),
    line(['---', '---', '---', '---', '---']),
    ...approaches.map(([name, title]) =>
      line([
        title,
        ...cellsOf(name, spreads.get(name)),
        (ON_PHOTOGRAPHS[name] ?? ['not measured']).join(', '),
      ]),
    ),
    '',
    'Each room, mAP50 / recall / precision:',
    '',
    line(['approach', ...rooms]),
    line(['---', ...rooms.map(() => '---')]),
    ...approaches.map(([name, title]) => line([title, ...rooms.map((room) => cellOf(name, room))])),
    '',
  ].join('\n');
}

function cellsOf(name, spread) {
  const scores = scoreOf(answers.get(name));
  return SCORES.map(([key]) => {
    const { own, gain, mean } = spread[key];
    const distance = name === 'plain' ? '' : ` (${signed(mean)} ± ${gain.toFixed(3)})`;
    return `${scores[key].toFixed(3)} ± ${own.toFixed(3)}${distance}`;
  });
}

function cellOf(name, room) {
  const scores = scoreOf(answers.get(name).filter((answer) => answer.room === room));
  return SCORES.map(([key]) => scores[key].toFixed(2)).join(' / ');
}

function signed(value) {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
