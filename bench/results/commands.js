import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { measureCommand, memoryDrift } from '../measure/measure.js';

/** Whole processes, cold, as a person starts them. */
export async function benchCommands({ folder, root, table, isLong }) {
  const kitchen = join(root, 'photos', 'kitchen.jpg');
  const command = async (what, args, { runs = 5, goal = '' } = {}) => {
    const result = await measureCommand(args, { folder, runs });
    table.add(what, result, { goal, peakMb: result.peakMb });
    return result;
  };
  await command('`mirror photos/kitchen.jpg` (1.7 megapixels)', [kitchen], {
    goal: '1.0 s, 700 MB',
  });
  await command('`mirror hear clock`', ['hear', 'clock'], { goal: '0.4 s' });
  await command('`mirror photos/kitchen.jpg --wav`', [kitchen, '--wav']);
  await command('`mirror photos/kitchen.jpg --stems`, ten objects', [kitchen, '--stems'], {
    runs: 3,
  });
  // 400 bars of four quarters at 80 a minute.
  const long = await command(
    'a WAV file of 20 minutes (`--bars 400 --tempo 80 --wav`)',
    [kitchen, '--bars', '400', '--tempo', '80', '--wav', '-o', 'long.mid'],
    { runs: 1, goal: 'memory flat' },
  );
  table.add('memory during it, second and last fifth', undefined, {
    peakMb: memoryDrift(long),
    goal: 'flat',
  });
  if (isLong) {
    const home = join(folder, 'home');
    cpSync(join(root, 'objects'), join(home, 'objects'), { recursive: true });
    const words = ['train', '--force', '--jobs', '2', '--home', home];
    await command('`mirror train --force --jobs 2`, the whole collection', words, { runs: 1 });
  }
}
