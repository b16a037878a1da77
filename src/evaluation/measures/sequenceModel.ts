/** The longest context, in tokens: three events. */
const MOST_CONTEXT = 6;

/** What followed a context, and the contexts that are one token longer into the past. */
interface ContextNode {
  readonly counts: Map<string, number>;
  total: number;
  readonly longer: Map<string, ContextNode>;
}

/** A model of token sequences, ready to be asked. */
export interface SequenceModel {
  readonly root: ContextNode;
  /** Tokens that the model knows. */
  readonly alphabet: number;
}

/**
 * A variable-order Markov model: every context of up to six tokens counts what followed it.
 *
 * @param sequences tokens as text, equal for equal tokens
 */
export function fitSequenceModel(sequences: readonly (readonly string[])[]): SequenceModel {
  const root = emptyNode();
  for (const tokens of sequences) {
    for (const [i, token] of tokens.entries()) {
      let node = root;
      addTo(node, token);
      for (let back = 1; back <= Math.min(MOST_CONTEXT, i); back++) {
        const before = tokens[i - back] as string;
        const longer = node.longer.get(before) ?? emptyNode();
        node.longer.set(before, longer);
        node = longer;
        addTo(node, token);
      }
    }
  }
  return { root, alphabet: root.counts.size };
}

/**
 * Negative log-likelihood of a sequence under the model: −Σ ln p(token | those before it), in nats, 0 or more.
 *
 * Orders are interpolated by Witten and Bell's estimate (1991, «The zero-frequency problem», method C; the escape of
 * PPM): a context in which n tokens followed, t of them different, weighs n ÷ (n + t) against all shorter ones. Below
 * the empty context every known token, and one that stands for all unknown ones, is equally likely.
 */
export function negativeLogLikelihood(model: SequenceModel, tokens: readonly string[]): number {
  const { root, alphabet } = model;
  let nats = 0;
  for (const [i, token] of tokens.entries()) {
    let probability = 1 / (alphabet + 1);
    let node: ContextNode | undefined = root;
    for (let back = 1; node !== undefined; back++) {
      const { counts, total } = node;
      if (total > 0) {
        probability =
          ((counts.get(token) ?? 0) + counts.size * probability) / (total + counts.size);
      }
      const before: string | undefined = back <= MOST_CONTEXT ? tokens[i - back] : undefined;
      node = before === undefined ? undefined : node.longer.get(before);
    }
    nats -= Math.log(probability);
  }
  return nats;
}

function emptyNode(): ContextNode {
  return { counts: new Map(), total: 0, longer: new Map() };
}

function addTo(node: ContextNode, token: string): void {
  node.counts.set(token, (node.counts.get(token) ?? 0) + 1);
  node.total++;
}
