import { chartSheet } from '../measure/chartSheet.js';

const CELL = { width: 300, height: 190 };
const PLOT = { left: 44, top: 40, width: 236, height: 116 };

/** Rates by number of processes, each in a small chart of its own; the dashed line would be as many times as fast. */
export function drawScale({ photos, jobs }) {
  const charts = [
    ...(photos
      ? [
          chart(
            'photos a second, by workers',
            photos.rows.map((row) => [row.workers, row.photosASecond]),
          ),
        ]
      : []),
    ...(jobs
      ? [
          chart(
            'jobs a second, by processes',
            jobs.rows.slice(0, 3).map((row) => [row.processes, row.doneASecond]),
          ),
        ]
      : []),
  ];
  return chartSheet(charts, { across: charts.length, cell: CELL });
}

function chart(title, points) {
  const { left, top, width, height } = PLOT;
  const [[, first]] = points;
  const [mostX, mostY] = [points.at(-1)[0], first * points.at(-1)[0]];
  const at = ([x, y]) =>
    [left + (x / mostX) * width, top + (1 - y / mostY) * height].map((value) => value.toFixed(1));
  const places = points.map(at);
  return [
    `<text x="${left}" y="24">${title}</text>`,
    `<path d="M${left} ${top}V${top + height}H${left + width}" fill="none" stroke="#bbb"/>`,
    `<path d="M${left} ${top + height}L${left + width} ${top}" stroke="#bbb" stroke-dasharray="4 3"/>`,
    `<path d="M${places.map((place) => place.join(' ')).join('L')}" fill="none" stroke="#4477aa" stroke-width="2"/>`,
    ...points.flatMap(([x, y], i) => [
      `<circle cx="${places[i][0]}" cy="${places[i][1]}" r="3" fill="#4477aa"/>`,
      `<text x="${places[i][0]}" y="${top + height + 14}" text-anchor="middle">${x}</text>`,
      `<text x="${places[i][0]}" y="${Number(places[i][1]) + 16}" text-anchor="middle" fill="#4477aa">${y < 100 ? y.toFixed(2) : Math.round(y).toLocaleString('en-US')}</text>`,
    ]),
  ].join('');
}
