// npm run bench: what is fast, and how it grows, measured in one run, printed and written to bench/RESULTS.md.
// node bench/run.js --only growth: one subject (several: --only growth,peers); the other tables stay as they are.
// --long: what takes more than a few minutes as well: the whole collection, a thousand recordings.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchCommands } from './results/commands.js';
import { benchGrowth } from './results/growth.js';
import { benchPeers } from './results/peers.js';
import { createTable, joinSections, sectionOf } from './results/report.js';
import { benchStages } from './results/stages.js';
import { benchTaught } from './results/taughtCost.js';

const SUBJECTS = {
  commands: { title: 'Commands, each a process of its own, cold', bench: benchCommands },
  stages: { title: 'Stages, warm, in one process', bench: benchStages },
  taught: { title: 'Ten taught things', bench: benchTaught },
  growth: { title: 'Growth', bench: benchGrowth },
  peers: { title: 'Peers', bench: benchPeers },
};

const { values } = parseArgs({ options: { only: { type: 'string' }, long: { type: 'boolean' } } });
const chosen = values.only?.split(',') ?? Object.keys(SUBJECTS);
for (const name of chosen) {
  if (name in SUBJECTS) continue;
  console.error(`Expected --only ${Object.keys(SUBJECTS).join(', ')} but received ${name}.`);
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const resultsFile = fileURLToPath(new URL('./RESULTS.md', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-bench-'));
try {
  for (const name of chosen) {
    const { title, bench } = SUBJECTS[name];
    const table = createTable();
    await bench({ folder, root, table, isLong: values.long === true });
    const section = sectionOf(title, table);
    console.log(section);
    const before = existsSync(resultsFile) ? readFileSync(resultsFile, 'utf8') : '';
    const titles = Object.values(SUBJECTS).map((subject) => subject.title);
    writeFileSync(resultsFile, joinSections(before, { title, section, titles }));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
