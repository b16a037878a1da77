/**
 * For `node --import`: a process that ends as by `kill -9` just before its n-th step on the disk, counted
 * from 1, or, where that step writes a file's bytes, when half of them are written.
 */
export function killAtStep(step: number): string {
  return hookOnDisk(`let left = ${step};`);
}

/** For `node --import`: a process that writes into a file, as it ends, how many such steps it took. */
export function countSteps(file: string): string {
  return hookOnDisk(`
    import { writeFileSync } from 'node:fs';
    let left = 0;
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(-left)));
  `);
}

/** @param counter declares `left`, which each step takes one from; the process is killed where that leaves none */
function hookOnDisk(counter: string): string {
  return `data:text/javascript,${encodeURIComponent(`
    import { promises } from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    ${counter}
    const isNow = () => --left === 0;
    const end = () => process.kill(process.pid, 'SIGKILL');
    const halfOf = (bytes) => bytes.subarray(0, bytes.length / 2);
    for (const name of ['appendFile', 'copyFile', 'link', 'mkdir', 'open', 'rename', 'rm', 'rmdir', 'writeFile']) {
      const original = promises[name];
      promises[name] = async (...words) => {
        const isReading = name === 'open' && !/[wa]/.test(words[1] ?? 'r');
        if (!isReading && isNow()) end();
        const result = await original.apply(promises, words);
        if (name !== 'open' || isReading) return result;
        const { writeFile } = result;
        result.writeFile = async (bytes) => {
          if (isNow()) {
            await writeFile.call(result, halfOf(bytes));
            end();
          }
          return writeFile.call(result, bytes);
        };
        return result;
      };
    }
    syncBuiltinESMExports();
  `)}`;
}
