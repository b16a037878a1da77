// node bench/taught/listViews.js > views.json: cameras and light of the views of the sample rooms that things are taught from and
// looked for in; always the same. scenes/views.py renders them.
import { seededRandom } from '../../dist/math/random.js';

/** Where a camera may stand: around a target, in metres and degrees; 0° looks along +y. */
const SETS = [
  {
    name: 'table',
    scene: 'kitchen',
    count: 12,
    target: [-0.52, -0.36, 0.88],
    spread: 0.16,
    away: [0.95, 1.75],
    turn: [-70, 70],
    up: [12, 42],
    exposure: 0.25,
  },
  {
    name: 'board',
    scene: 'kitchen',
    count: 5,
    target: [-0.26, -0.52, 0.84],
    spread: 0.1,
    away: [0.65, 1.05],
    turn: [-70, 70],
    up: [15, 50],
    exposure: 0.25,
  },
  {
    name: 'stove',
    scene: 'kitchen',
    count: 9,
    target: [-0.98, 2.12, 1.02],
    spread: 0.1,
    away: [0.6, 1.1],
    turn: [-40, 40],
    up: [8, 26],
    exposure: 0.25,
  },
  {
    name: 'desk',
    scene: 'study',
    count: 9,
    target: [-0.7, 1.06, 0.98],
    spread: 0.14,
    away: [0.85, 1.6],
    turn: [-35, 55],
    up: [3, 30],
    exposure: 0.38,
  },
  {
    name: 'sofa',
    scene: 'living-room',
    count: 3,
    target: [0.1, 1.2, 0.7],
    spread: 0.6,
    away: [1.6, 2.8],
    turn: [-40, 40],
    up: [8, 30],
    exposure: 0.35,
  },
  {
    name: 'bed',
    scene: 'bedroom',
    count: 3,
    target: [0.05, 1.6, 0.7],
    spread: 0.5,
    away: [1.8, 2.8],
    turn: [-40, 40],
    up: [8, 30],
    exposure: 0.35,
  },
  // The knife block and the pot of utensils, in the corner left of the stove.
  {
    name: 'corner',
    scene: 'kitchen',
    count: 10,
    target: [-1.95, 2.1, 1.04],
    spread: 0.1,
    away: [0.65, 1.25],
    turn: [-8, 55],
    up: [6, 24],
    exposure: 0.25,
  },
  {
    name: 'pot',
    scene: 'kitchen',
    count: 3,
    target: [-1.05, 2.13, 1.02],
    spread: 0.1,
    away: [0.6, 1],
    turn: [-30, 45],
    up: [10, 30],
    exposure: 0.25,
  },
  // The row of books above the desk.
  {
    name: 'books',
    scene: 'study',
    count: 5,
    target: [-0.66, 1.2, 1.45],
    spread: 0.12,
    away: [0.9, 1.7],
    turn: [-20, 45],
    up: [-8, 14],
    exposure: 0.38,
  },
  {
    name: 'bookcase',
    scene: 'living-room',
    count: 7,
    target: [-1.95, 2.5, 1.05],
    spread: 0.2,
    away: [1.7, 2.7],
    turn: [0, 48],
    up: [2, 16],
    exposure: 0.35,
  },
  {
    name: 'floor-lamp',
    scene: 'living-room',
    count: 7,
    target: [1.25, 2.4, 1.05],
    spread: 0.2,
    away: [1.6, 2.8],
    turn: [-45, 15],
    up: [1, 14],
    exposure: 0.35,
  },
  // The lamps beside the bed, left and right, and the bookcase behind the right one.
  {
    name: 'left-lamp',
    scene: 'bedroom',
    count: 5,
    target: [-1.33, 2.38, 0.74],
    spread: 0.12,
    away: [0.8, 1.6],
    turn: [-25, 35],
    up: [4, 24],
    exposure: 0.35,
  },
  {
    name: 'right-lamp',
    scene: 'bedroom',
    count: 7,
    target: [1.35, 2.4, 0.78],
    spread: 0.16,
    away: [0.9, 1.9],
    turn: [-40, 12],
    up: [4, 24],
    exposure: 0.35,
  },
];

const views = SETS.flatMap(({ name, scene, count, target, spread, away, turn, up, exposure }) =>
  Array.from({ length: count }, (_, i) => {
    const random = seededRandom(`view ${name} ${i}`);
    const between = ([least, most]) => least + (most - least) * random();
    const aim = target.map(
      (value, axis) => value + (axis === 2 ? 0.5 : 1) * spread * (2 * random() - 1),
    );
    // Angles in turn, so that few views do not happen to be alike.
    const share = (i * 0.618034) % 1;
    const azimuth = ((turn[0] + (turn[1] - turn[0]) * share) * Math.PI) / 180;
    const elevation = (between(up) * Math.PI) / 180;
    const distance = between(away);
    const across = distance * Math.cos(elevation);
    const round = (value) => Math.round(value * 1000) / 1000;
    return {
      name: `${name}-${i}`,
      scene,
      camera: [
        aim[0] + across * Math.sin(azimuth),
        aim[1] - across * Math.cos(azimuth),
        aim[2] + distance * Math.sin(elevation),
      ].map(round),
      target: aim.map(round),
      lens: round(between([26, 40])),
      sun: round(between([0.1, 1.2])),
      turn: round(between([-25, 25])),
      lamps: round(between([0.6, 1.6])),
      sky: round(between([0.5, 1.3])),
      exposure: round(exposure + between([-0.35, 0.35])),
    };
  }),
);
console.log(JSON.stringify(views, null, 1));
