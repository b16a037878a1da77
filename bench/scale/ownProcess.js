import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a script of this folder prints, a line of JSON, and the most memory that its process has had, which is then none of another measurement's. */
export async function inOwnProcess(script, words) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [path, ...words]);
  return JSON.parse(stdout);
}

/** Prints figures as `inOwnProcess` reads them. */
export function printFigures(figures) {
  console.log(JSON.stringify({ ...figures, mostMegabytes: process.resourceUsage().maxRSS / 1000 }));
}
