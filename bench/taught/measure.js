// node bench/taught/measure.js [<folder>...] [--draws 4] [--boxes 1,2,5]: teaches each thing that a folder's pictures show from
// one, two and five of them and looks for it in the others. Without a folder: the rendered views of the sample rooms.
// Prints a table and a reliability curve for each folder. Two minutes for the 69 views.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadDetector, readBankFile, readDetectorFiles } from 'sound-mirror';
import { figuresOf, reliabilityTable, resultsTable } from './measureTables.js';
import { judgeThing, labelsOf, openViews } from './measureViews.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    draws: { type: 'string', default: '4' },
    boxes: { type: 'string', default: '1,2,5' },
  },
});
const VIEWS = fileURLToPath(new URL('views', import.meta.url));
const folders = positionals.length > 0 ? positionals : [VIEWS];
const draws = Number(values.draws);
const detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm', threads: 2 });
const bank = await readBankFile();
const parts = [];
for (const folder of folders) parts.push(await measure(folder));
detector.dispose();

const report = [
  '# What is found of taught things: results of `node bench/taught/measure.js`',
  '',
  'Each thing is taught from some of the pictures that show it, one box of each, and looked for in all others, in several draws.',
  'A picture is asked for a thing that takes 2 % of it and is hidden by less than a third.',
  '',
  '- found: a box of at least 0.4 touches it (an intersection over union of 0.1); box: its intersection over union is 0.5 or more;',
  '- false: boxes of at least 0.4 a picture that does not show it;',
  '- AP50: average precision of boxes at an intersection over union of 0.5; photo AP: of pictures that show it, by their best box;',
  '- right (in the reliability curve): an intersection over union of 0.5 or more with the thing, once a thing.',
  ...parts.flat(),
  '',
].join('\n');
console.log(report);

async function measure(folder) {
  const views = await openViews(folder, { detector });
  const results = [];
  for (const label of labelsOf(views)) {
    for (const count of values.boxes.split(',').map(Number)) {
      const answers = await judgeThing(views, label, { count, draws, detector, bank });
      if (answers.some(({ shown }) => shown > 0))
        results.push({ label, count, answers, figures: figuresOf(answers) });
    }
  }
  return [
    '',
    `## ${basename(folder)}: ${views.length} pictures, ${draws} draws`,
    '',
    ...resultsTable(results),
    '',
    'How often a confidence is right:',
    '',
    ...reliabilityTable(results.flatMap(({ answers }) => answers)),
  ];
}
