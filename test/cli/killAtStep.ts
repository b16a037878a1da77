/**
 * For `node --import`: a process that ends as by `kill -9` just before its n-th step on the disk, counted
 * from 1, or, where that step writes a file's bytes, when half of them are written.
 */
export function killAtStep(step: number): string {
  return `data:text/javascript,${encodeURIComponent(`
    import { promises } from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    let left = ${step};
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
