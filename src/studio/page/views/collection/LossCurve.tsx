import type { ShownTraining } from '../../state/collection/trainings.js';

const WIDTH = 300;
const HEIGHT = 100;

/** Whether there is a line to draw: a page that was opened after a training knows its end alone. */
export function hasCurve({ losses }: ShownTraining): boolean {
  return losses.length > 1;
}

/** The loss of each epoch that was told, from the left to where the training ends on the right. */
export function LossCurve({ training }: { readonly training: ShownTraining }) {
  const { losses, epochs, epoch, loss } = training;
  const most = losses.reduce((highest, each) => Math.max(highest, each.loss), 0);
  const points = losses.map(({ epoch: at, loss: value }) => {
    const x = (WIDTH * at) / Math.max(1, epochs);
    const y = HEIGHT - (HEIGHT * value) / Math.max(1e-9, most);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const words =
    loss === null
      ? 'Loss: nothing is learned yet'
      : `Loss ${loss.toFixed(3)} after ${epoch} of ${epochs} epochs`;
  return (
    <svg
      class="loss"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      <path class="loss-axis" d={`M0 0V${HEIGHT}H${WIDTH}`} />
      <polyline class="loss-line" points={points.join(' ')} />
    </svg>
  );
}
