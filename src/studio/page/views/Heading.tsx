import type { Studio } from '../state/studio.js';
import { BusyLine } from './BusyLine.js';
import { pieceFigures } from './pieceFigures.js';

/** A line may end behind it, and none begins with it. */
const DOT = '\u00a0\u00a0·  ';

/** The title, and below it the piece in figures, as on the printed page. */
export function Heading({ studio }: { readonly studio: Studio }) {
  const { piece, room } = studio.session;
  return (
    <div class="heading">
      <h1>{piece.value?.title ?? room.value?.title ?? 'A room that plays itself'}</h1>
      <p class="figures">
        {piece.value
          ? pieceFigures(piece.value).map(unbroken).join(DOT)
          : 'Drop a photo anywhere on this page'}
      </p>
      <BusyLine studio={studio} />
    </div>
  );
}

/** A figure that stays on one line. */
function unbroken(figure: string): string {
  return figure.replaceAll(' ', '\u00a0');
}
