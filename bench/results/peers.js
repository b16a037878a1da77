import { join } from 'node:path';
import { spread } from '../measure/measure.js';
import { judgeTrained } from '../peers/judgeTrained.js';
import { skipMidiMe } from '../peers/midiMe.js';
import { startNode, startPython } from '../peers/startPeer.js';

/** What others have for the same work, each in a process of its own, in turns with ours. */
export async function benchPeers({ folder, root, table }) {
  await benchDetection({ root, table });
  await benchTraining({ folder, table });
  table.note(skipMidiMe());
}

async function benchDetection({ root, table }) {
  const photo = join(root, 'photos', 'kitchen.jpg');
  const peers = [
    { engine: 'wasm', runs: 9, goal: '≤ 2.2' },
    { engine: 'cpu', runs: 3 },
    { engine: 'node', runs: 9 },
  ];
  for (const { engine, runs, goal } of peers) {
    await inTurns(table, {
      ours: {
        what: '`detectObjects`, whole photo and tiles, wasm, 2 threads',
        start: () => startNode('ownDetection.js', [photo]),
      },
      theirs: {
        what: `one plain coco-ssd \`detect\`, tfjs ${engine}`,
        start: () => startNode('plainCocoSsd.js', [engine, photo]),
      },
      runs,
      goal,
    });
  }
}

async function benchTraining({ folder, table }) {
  const peers = [
    {
      kind: 'phrase',
      script: 'torch_phrase.py',
      name: 'PyTorch',
      ways: [
        { how: '1 thread', args: ['1'], goal: '≤ 1' },
        { how: '2 threads', args: ['2'] },
        { how: '1 thread, `torch.compile`', args: ['1', 'compiled'] },
      ],
    },
    {
      kind: 'seed',
      script: 'keras_seed.py',
      name: 'Keras',
      ways: [
        { how: '1 thread', args: ['1'] },
        { how: '2 threads', args: ['2'] },
      ],
    },
  ];
  for (const { kind, script, name, ways } of peers) {
    const task = join(folder, `${kind}.json`);
    for (const [way, { how, args, goal }] of ways.entries()) {
      const trained = await inTurns(table, {
        ours: {
          what: `learn \`clock\`, kind ${kind}, wasm, 1 thread`,
          start: () => startNode('ownTraining.js', [kind, task]),
        },
        theirs: {
          what: `the same network in ${name}, ${how}`,
          start: () => startPython(script, [task, ...args]),
        },
        runs: 3,
        goal,
        // Threads change how long it takes, not what is learned: the first way is judged.
        keepAs: way === 0 ? join(folder, kind) : undefined,
      });
      if (trained === undefined) continue;
      try {
        const figures = await judgeTrained(kind, { task, trained, folder });
        table.note(figuresTable(figures, { kind, name }));
      } catch (error) {
        table.note(`Not judged, kind ${kind} and ${name}: ${withoutPaths(error.message)}`);
      }
    }
  }
}

/**
 * Starts both, warms both, lets them work in turns, and adds a row for each; a peer that is not there is a line.
 *
 * @param options.keepAs the beginning of paths: what was trained is kept there
 * @returns for each turn the files of both, if they were kept
 */
async function inTurns(table, { ours, theirs, runs, goal = '', keepAs }) {
  const own = await ours.start();
  let peer;
  try {
    peer = await theirs.start();
    const turns = [];
    const kept = [];
    for (let run = 0; run < runs; run++) {
      const [mine, other] = ['ours', 'theirs'].map(
        (side) => keepAs && `${keepAs}-${side}-${run}.json`,
      );
      turns.push([await own.run(mine), await peer.run(other)]);
      kept.push({ ours: mine, theirs: other });
    }
    const ratio = spread(turns.map(([a, b]) => a / b));
    table.add(ours.what, spread(turns.map(([a]) => a)));
    table.add(theirs.what, spread(turns.map(([, b]) => b)), { ratio: showSpread(ratio), goal });
    return keepAs === undefined ? undefined : kept;
  } catch (error) {
    table.note(`Skipped, ${theirs.what}: ${withoutPaths(error.message)}`);
    return undefined;
  } finally {
    own.stop();
    peer?.stop();
  }
}

/** A table of its own for what `mirror judge` says of both sides; where either has nothing, nor is there a ratio. */
function figuresTable(figures, { kind, name }) {
  const title = `\`mirror judge clock\`, kind ${kind}, median of ${figures[0].ours.length} trainings`;
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rows = figures.map(({ what, ours, theirs }) => {
    const [mine, other] = [spread(ours), spread(theirs)];
    const hasRatio = mine.median >= 0.01 && other.median >= 0.01;
    const ratio = hasRatio ? (mine.median / other.median).toFixed(2) : '–';
    return line([what, showSpread(mine), showSpread(other), ratio]);
  });
  const head = line([title, 'ours', name, 'ours ÷ theirs']);
  return [head, line(['---', '---', '---', '---']), ...rows].join('\n');
}

function showSpread({ median, least, most }) {
  return `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

/** The folder in which packages lie is no result. */
function withoutPaths(message) {
  return message.replace(/\[[^\]]*\]/g, '').replace(/(?<![\w.])\/[^\s'"]+/g, '…');
}
