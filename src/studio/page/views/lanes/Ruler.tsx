import type { Studio } from '../../state/studio.js';
import type { RollView } from '../roll/rollView.js';

/** Numbers of as many bars as there is room for; a click on one goes there. */
export function Ruler({
  studio,
  view,
}: {
  readonly studio: Studio;
  readonly view: { readonly value: RollView };
}) {
  const piece = studio.session.piece.value;
  const bars = piece?.bars ?? 16;
  const { contentWidth } = view.value;
  const barWidth = contentWidth / bars;
  const every = [1, 2, 4, 8, 16, 32, 64].find((step) => step * barWidth >= 26) ?? 128;
  const numbered = Array.from({ length: Math.ceil(bars / every) }, (_, i) => i * every);
  return (
    <div
      class="ruler"
      onPointerDown={({ currentTarget, clientX, button }) => {
        if (button !== 0 || piece === undefined) return;
        const x = clientX - currentTarget.getBoundingClientRect().left;
        studio.seek((Math.floor(x / barWidth) * piece.lengthTicks) / bars);
      }}
    >
      {numbered.map((bar) => (
        <span key={bar} style={{ left: `${bar * barWidth}px` }}>
          {bar + 1}
        </span>
      ))}
    </div>
  );
}
