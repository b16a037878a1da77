/**
 * Small charts beside and below one another on white paper, as SVG.
 *
 * @param charts what stands in each cell
 * @param across how many in a row
 * @param cell its width and height in pixels
 */
export function chartSheet(charts, { across, cell }) {
  const cells = charts.map((chart, i) => {
    const x = (i % across) * cell.width;
    const y = Math.floor(i / across) * cell.height;
    return `<g transform="translate(${x} ${y})">${chart}</g>`;
  });
  const width = across * cell.width;
  const height = Math.ceil(charts.length / across) * cell.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...cells,
    '</svg>',
    '',
  ].join('\n');
}
