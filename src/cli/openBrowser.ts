import { spawn } from 'node:child_process';
import type { CommandContext } from './context.js';

/** The system's own way to open an address. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
};

const ELSEWHERE = ['xdg-open'] as const;

/**
 * Opens an address in the browser that the person uses; where that cannot be, a note says to open it by hand.
 *
 * @param platform of this machine by default
 */
export function openBrowser(
  address: string,
  { terminal }: Pick<CommandContext, 'terminal'>,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const [program, ...args] = OPENERS[platform] ?? ELSEWHERE;
  return new Promise((resolve) => {
    const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
    child.once('error', () => {
      terminal.note(`No browser could be opened here (${program}): open the address above in one.`);
      resolve();
    });
  });
}
