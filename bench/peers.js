import { join } from 'node:path';
import { spread } from './measure.js';
import { skipMidiMe } from './peers/midiMe.js';
import { startNode, startPython } from './peers/startPeer.js';

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
    { kind: 'phrase', script: 'torch_phrase.py', name: 'PyTorch', goal: '≤ 1' },
    { kind: 'seed', script: 'keras_seed.py', name: 'Keras', goal: undefined },
  ];
  for (const { kind, script, name, goal } of peers) {
    const windows = join(folder, `${kind}.json`);
    for (const threads of [1, 2]) {
      await inTurns(table, {
        ours: {
          what: `learn \`clock\`, kind ${kind}, wasm, 1 thread`,
          start: () => startNode('ownTraining.js', [kind, windows]),
        },
        theirs: {
          what: `the same network in ${name}, ${threads} thread${threads > 1 ? 's' : ''}`,
          start: () => startPython(script, [windows, String(threads)]),
        },
        runs: 3,
        goal,
      });
    }
  }
}

/** Starts both, warms both, lets them work in turns, and adds a row for each; a peer that is not there is a line. */
async function inTurns(table, { ours, theirs, runs, goal = '' }) {
  const own = await ours.start();
  let peer;
  try {
    peer = await theirs.start();
    const turns = [];
    for (let run = 0; run < runs; run++) turns.push([await own.run(), await peer.run()]);
    const ratio = spread(turns.map(([a, b]) => a / b));
    table.add(ours.what, spread(turns.map(([a]) => a)));
    table.add(theirs.what, spread(turns.map(([, b]) => b)), {
      ratio: `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)})`,
      goal,
    });
  } catch (error) {
    table.note(`Skipped, ${theirs.what}: ${withoutPaths(error.message)}`);
  } finally {
    own.stop();
    peer?.stop();
  }
}

/** Where somebody keeps his packages is no result. */
function withoutPaths(message) {
  return message.replace(/\[[^\]]*\]/g, '').replace(/(?<![\w.])\/[^\s'"]+/g, '…');
}
