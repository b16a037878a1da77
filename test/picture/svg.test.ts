import { describe, expect, it } from 'vitest';
import { element, escapeXml, num } from '../../src/picture/svg.js';

describe('SVG as text', () => {
  it.each([
    [0.504, '.5'],
    [-0.504, '-.5'],
    [12, '12'],
    [-0.001, '0'],
    [1234.5678, '1234.57'],
  ])('writes %d as %s', (value, text) => {
    expect(num(value)).toBe(text);
  });

  it('leaves out what is undefined and closes what has no children', () => {
    expect(element('a', { x: 0.5, y: undefined, z: 'w' })).toBe('<a x=".5" z="w"/>');
    expect(element('g', {}, ['<b/>', '<c/>'])).toBe('<g><b/><c/></g>');
  });

  it('takes away the meaning of every sign of XML, and what it forbids', () => {
    expect(escapeXml(`a<b>&"c'`)).toBe('a&#60;b&#62;&#38;&#34;c&#39;');
    expect(escapeXml('\u0000\u001b[2J\ud800x\uffff')).toBe('\ufffd\ufffd[2J\ufffdx\ufffd');
    expect(escapeXml('🍎 冷蔵庫')).toBe('🍎 冷蔵庫');
    expect(element('a', { title: '"/><script>' })).not.toContain('<script>');
  });
});
