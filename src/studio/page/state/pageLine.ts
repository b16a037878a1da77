/** A sentence that ends with the command that mends it. */
const COMMAND_AT_END = /:? ?(?:[Rr]un )?`mirror [^`]*`$/;

/**
 * A line as the page says it: what is done by a command in a terminal is done by a button here, so commands go, and
 * with them what is said of nothing else; what is wrong stays.
 *
 * @returns empty where nothing is left
 * @example pageLine('kettle is not trained yet: run `mirror train kettle`.') // 'kettle is not trained yet.'
 */
export function pageLine(line: string): string {
  const sentences = line.split(/(?<=\.)\s+/).map((sentence) => {
    const bare = sentence.replace(/\.$/, '');
    if (!bare.includes('`mirror ')) return sentence;
    const rest = bare.replace(COMMAND_AT_END, '');
    return rest === '' || rest.includes('`') ? '' : `${rest}.`;
  });
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** What went wrong, in a line for the page. */
export function errorLine(error: unknown): string {
  const line = error instanceof Error ? error.message : `${error}`;
  return pageLine(line) || line;
}
