/** A piece of SVG, ready to be put into another. */
export type Svg = string;

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element with its attributes in the order given; those that are undefined are left out.
 *
 * @param children pieces of SVG, not text: text goes through `escapeXml` first
 * @example element('path', { d: 'M0 0H9', 'stroke-width': 0.5 }) // '<path d="M0 0H9" stroke-width=".5"/>'
 */
export function element(name: string, attributes: Attributes, children: readonly Svg[] = []): Svg {
  const words = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? num(value) : escapeXml(`${value}`)}"`,
    )
    .join('');
  return children.length > 0
    ? `<${name}${words}>${children.join('')}</${name}>`
    : `<${name}${words}/>`;
}

/** A number in hundredths, as short as it goes. @example num(0.504) // '.5' */
export function num(value: number): string {
  const text = `${Math.round(value * 100) / 100}`.replace(/^(-?)0\./, '$1.');
  return text === '-0' ? '0' : text;
}

/** Any text as it may stand in an element or in quotes; what XML 1.0 does not allow becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be found.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Surrogate}\ufffe\uffff]/gu;
