import { chartSheet } from '../measure/chartSheet.js';

const CELL = { width: 220, height: 170 };
const PLOT = { left: 16, top: 40, width: 188, height: 114 };
const ACROSS = 4;
const DECADES = 3.2;

/**
 * A small chart for each series: cost against n, both as multiples of the first point, both axes logarithmic over the
 * same decades. The dashed line is linear growth.
 */
export function drawGrowth(series) {
  return chartSheet(series.map(cellOf), { across: ACROSS, cell: CELL });
}

function cellOf({ title, points, exponent }) {
  const place = ({ n, cost }) => {
    const across = Math.log10(n / points[0].n) / DECADES;
    const up = Math.log10(cost / points[0].cost) / DECADES;
    return [PLOT.left + across * PLOT.width, PLOT.top + (1 - up) * PLOT.height].map((value) =>
      value.toFixed(1),
    );
  };
  const places = points.map(place);
  const { left, top, width, height } = PLOT;
  return [
    `<text x="${left}" y="18">${title}</text><text x="${left}" y="32" fill="#666">exponent ${exponent.toFixed(2)}</text>`,
    `<path d="M${left} ${top}V${top + height}H${left + width}" fill="none" stroke="#bbb"/>`,
    `<path d="M${left} ${top + height}L${left + width} ${top}" stroke="#bbb" stroke-dasharray="4 3"/>`,
    `<path d="M${places.map((at) => at.join(' ')).join('L')}" fill="none" stroke="#4477aa" stroke-width="2"/>`,
    ...places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="#4477aa"/>`),
  ].join('');
}
