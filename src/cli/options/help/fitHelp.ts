import { displayWidth } from '../../report/columns.js';
import { wrapText } from '../../report/wrapText.js';

/** Below this, what an option means stands under its name rather than beside it. */
const LEAST_BESIDE = 30;

/**
 * A text of help in lines of at most that many columns. Sentences that are too long are broken anew, and so are lists that are
 * indented; an example keeps its line, and what stands beside it goes below.
 *
 * @param text with paragraphs apart by empty lines, examples that begin with two spaces and `mirror`
 */
export function fitHelp(text: string, width: number): string {
  return blocksOf(text.split('\n'))
    .flatMap((block) =>
      block.every((line) => displayWidth(line) <= width) ? block : broken(block, width),
    )
    .join('\n');
}

/** Neighbouring lines that are broken anew together: those of a paragraph, or of a list with one indent. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let last: string | undefined;
  for (const line of lines) {
    const isNext =
      last !== undefined && isProse(last) && isProse(line) && indentOf(last) === indentOf(line);
    if (isNext) blocks.at(-1)?.push(line);
    else blocks.push([line]);
    last = line;
  }
  return blocks;
}

function broken(block: readonly string[], width: number): string[] {
  const [first = ''] = block;
  if (!isProse(first)) return fitExample(first, width);
  const indent = indentOf(first);
  const text = block.map((line) => line.trim()).join(' ');
  return wrapText(text, width - indent.length).map((line) => `${indent}${line}`);
}

/** An example, and what it does, which stands behind two spaces or more. */
function fitExample(line: string, width: number): string[] {
  const [, indent = '', example = '', meaning = ''] =
    /^( *)(\S.*?)(?: {2,}(.*))?$/.exec(line) ?? [];
  const wrapped = (text: string, further: string) =>
    wrapText(text, width - further.length).map((part) => `${further}${part}`);
  const [begun = '', ...rest] = wrapText(example, width - indent.length);
  return [
    `${indent}${begun}`,
    // The rest of a command that is broken stands further in than what it does.
    ...(rest.length > 0 ? wrapped(rest.join(' '), `${indent}        `) : []),
    ...(meaning === '' ? [] : wrapped(meaning, `${indent}    `)),
  ];
}

/** Whether a line may be joined with its neighbours: no example, no option, not empty. */
function isProse(line: string): boolean {
  return line !== '' && !/^ +mirror\b|\S {2,}\S/.test(line);
}

function indentOf(line: string): string {
  return /^ */.exec(line)?.[0] ?? '';
}

/**
 * An argument, option or command with what it means, for `Command.configureHelp`: side by side where there is room, else one
 * under the other.
 *
 * @param termWidth of the longest of its neighbours
 */
export function fitItem(
  term: string,
  {
    termWidth,
    description,
    helpWidth,
  }: { termWidth: number; description: string; helpWidth: number },
): string {
  if (description === '') return `  ${term}`;
  const beside = helpWidth - termWidth - 4;
  if (beside < LEAST_BESIDE) {
    return [
      `  ${term}`,
      ...wrapText(description, helpWidth - 6).map((line) => `      ${line}`),
    ].join('\n');
  }
  const [first = '', ...rest] = wrapText(description, beside);
  const padded = term + ' '.repeat(termWidth - displayWidth(term));
  return [
    `  ${padded}  ${first}`,
    ...rest.map((line) => `${' '.repeat(termWidth + 4)}${line}`),
  ].join('\n');
}
