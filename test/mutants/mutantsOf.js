import { parseSync } from 'rolldown/utils';

/** What stands in for an operator: its neighbour, or its opposite. */
const OPERATORS = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '**': '*',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
};

/** What stands in for a function of Math. */
const FUNCTIONS = { min: 'max', max: 'min', floor: 'ceil', ceil: 'floor', round: 'floor' };

/**
 * The mutants of a module, each with one operator, one number or one function of Math changed.
 *
 * @param code TypeScript
 * @returns in order of their places: where the changed text begins and ends, what stands there instead, its line before and
 *   after, whether it is a number, and the constant of the module that it is a part of
 */
export function mutantsOf(code) {
  const { program } = parseSync('module.ts', code);
  const mutants = [];
  visit(program, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'number') {
      const text = otherNumber(node.value);
      mutants.push({ start: node.start, end: node.end, text, isNumber: true });
    } else if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') {
      const text = OPERATORS[node.operator];
      const start = code.indexOf(node.operator, node.left.end);
      if (text && start < node.right.start) {
        mutants.push({ start, end: start + node.operator.length, text });
      }
    } else if (node.type === 'MemberExpression' && node.object.name === 'Math') {
      const text = FUNCTIONS[node.property.name];
      if (text) mutants.push({ start: node.property.start, end: node.property.end, text });
    }
  });
  const constants = program.body
    .map((node) => node.declaration ?? node)
    .flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []));
  return mutants
    .sort((a, b) => a.start - b.start)
    .map((mutant) => ({
      isNumber: false,
      ...mutant,
      ...linesOf(code, mutant),
      constant: constants.find(({ start, end }) => start <= mutant.start && mutant.end <= end)?.id
        .name,
    }));
}

function linesOf(code, { start, end, text }) {
  const from = code.lastIndexOf('\n', start) + 1;
  const to = `${code}\n`.indexOf('\n', end);
  return {
    line: code.slice(from, to).trim(),
    mutatedLine: (code.slice(from, start) + text + code.slice(end, to)).trim(),
  };
}

/** A threshold becomes 0.7 of itself, a whole number one more. */
function otherNumber(value) {
  return String(Number.isSafeInteger(value) ? value + 1 : value * 0.7);
}

function visit(node, see) {
  if (Array.isArray(node)) for (const each of node) visit(each, see);
  else if (typeof node === 'object' && node !== null) {
    // Types and texts are nothing that runs.
    if (typeof node.type === 'string') {
      if (/^TS(?!NonNull|As|Satisfies)/.test(node.type)) return;
      see(node);
    }
    const own = /^TS(As|Satisfies)/.test(node.type) ? [node.expression] : Object.values(node);
    for (const each of own) visit(each, see);
  }
}
