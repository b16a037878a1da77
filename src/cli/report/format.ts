export { bpm, clockTime, count, percent } from '../../format.js';
