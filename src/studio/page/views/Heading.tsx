import type { Studio } from '../state/studio.js';
import { BusyLine } from './BusyLine.js';
import { pieceFigures } from './pieceFigures.js';

/** A line may end behind it, and none begins with it. */
const DOT = '\u00a0\u00a0·  ';

/** The room's name, and below it the piece in figures, as on the printed page; the title of its music stands there where it is another. */
export function Heading({ studio }: { readonly studio: Studio }) {
  const { piece, room, busy } = studio.session;
  const isSilent = room.value !== undefined && busy.value === undefined;
  const name = studio.roomName.value;
  const title = piece.value?.title;
  const isOther = title !== undefined && title !== name;
  return (
    <div class="heading">
      <h1>{name ?? 'A room that plays itself'}</h1>
      <p class="figures">
        {piece.value
          ? [
              ...(isOther ? [`Title: ${title}`] : []),
              ...pieceFigures(piece.value).map(unbroken),
            ].join(DOT)
          : isSilent
            ? 'Nothing plays'
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
