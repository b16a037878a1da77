/**
 * The exponent b of cost = a · n^b: least squares of log(cost) on log(n).
 *
 * @param points n and cost, both above 0, by rising n
 * @returns the exponent over all points, and that between the last two
 */
export function fitPower(points) {
  const logs = points.map(({ n, cost }) => [Math.log(n), Math.log(cost)]);
  return { exponent: slope(logs), tail: slope(logs.slice(-2)) };
}

function slope(pairs) {
  const mean = (k) => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const above = pairs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / pairs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
