import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { count } from '../../../../format.js';
import { ticksPerBar } from '../../../../music/time.js';
import { layPitchLanes, pitchRangeOf } from '../../../../picture/room/pitchLanes.js';
import type { PieceAnswer } from '../../../protocol/answers.js';
import { unpackNotes } from '../../../protocol/packedNotes.js';
import type { Studio } from '../../state/studio.js';
import { colourRanks } from '../../theme/palette.js';
import type { Theme } from '../../theme/theme.js';
import { Icon } from '../icons.js';
import type { RollContent } from '../roll/drawRoll.js';
import { playheadTicks } from '../roll/playhead.js';
import { LEAST_BAR_WIDTH, rollView, xOf } from '../roll/rollView.js';
import { Lane } from './Lane.js';
import { Ruler } from './Ruler.js';

/** Least height of a lane, in pixels: what its caption needs beside it, and less where that stands above it. */
const LEAST_HEIGHT = { beside: 80, above: 52 } as const;

/** Of all lanes together, a lane. */
const USUAL_HEIGHT = { beside: 86, above: 62 } as const;

/** Narrower lanes have their captions above them, as the style sheet says. */
const STACKED_WIDTH = 620;

type CaptionPlace = keyof typeof LEAST_HEIGHT;

/** The next zoom, in or out. */
const ZOOM = 1.5;

/** One lane a track, below one ruler of bars. */
export function Lanes({ studio, theme }: { readonly studio: Studio; readonly theme: Theme }) {
  const { session } = studio;
  const piece = session.piece.value;
  const width = useSignal(600);
  const scrolled = useSignal(0);
  const captions = useSignal<CaptionPlace>('beside');
  const section = useRef<HTMLElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const view = useComputed(() =>
    rollView({
      width: width.value,
      bars: session.piece.value?.bars ?? 16,
      lengthTicks: session.piece.value?.lengthTicks ?? 16 * 1920,
      barWidth: session.barWidth.value,
      scrolled: scrolled.value,
    }),
  );
  const contents = useMemo(
    () => (piece === undefined ? [] : contentsOf(piece, captions.value)),
    [piece, captions.value],
  );
  useEffect(() => {
    const measured = frame.current;
    if (measured === null) return;
    const observer = new ResizeObserver(() => {
      width.value = measured.clientWidth;
      const whole = section.current?.clientWidth ?? 0;
      captions.value = whole <= STACKED_WIDTH ? 'above' : 'beside';
    });
    observer.observe(measured);
    return () => observer.disconnect();
  }, [width, captions]);
  // Turns the page as the music leaves it.
  useSignalEffect(() => {
    const { isPlaying } = session.place.value;
    const x = xOf(view.peek(), playheadTicks(studio));
    if (!isPlaying || scroller.current === null) return;
    if (x < 0 || x > view.peek().width * 0.9) scroller.current.scrollLeft += x - width.peek() * 0.1;
  });
  const zoom = (factor: number) => {
    const { contentWidth } = view.value;
    const bars = piece?.bars ?? 16;
    const wished = (contentWidth / bars) * factor;
    session.barWidth.value =
      wished * bars <= width.value ? undefined : Math.max(LEAST_BAR_WIDTH, wished);
  };
  const isSilent =
    session.room.value !== undefined && session.busy.value === undefined && piece === undefined;
  const ranks = colourRanks((piece?.tracks ?? []).map(({ object }) => object));
  return (
    <section ref={section} class="lanes" aria-label="Lanes" data-piece={session.loadedPiece.value}>
      <div class="lanes-head">
        <h2>{piece === undefined ? 'Lanes' : count(piece.tracks.length, 'lane')}</h2>
        <div class="zoom">
          <button
            type="button"
            class="square"
            aria-label="Narrower bars"
            onClick={() => zoom(1 / ZOOM)}
          >
            <Icon name="narrower" />
          </button>
          <button type="button" class="square" aria-label="Wider bars" onClick={() => zoom(ZOOM)}>
            <Icon name="wider" />
          </button>
        </div>
        <div ref={frame} class="ruler-frame">
          <section
            ref={scroller}
            class="scroller"
            tabIndex={view.value.contentWidth > view.value.width ? 0 : -1}
            aria-label="Bars"
            onScroll={({ currentTarget }) => {
              scrolled.value = currentTarget.scrollLeft;
            }}
          >
            <div style={{ width: `${view.value.contentWidth}px` }}>
              <Ruler studio={studio} view={view} />
            </div>
          </section>
        </div>
      </div>
      {piece === undefined ? (
        <EmptyLanes captions={captions.value} isSilent={isSilent} />
      ) : (
        <div
          class="lane-list"
          onWheel={({ deltaX, shiftKey, deltaY }) => {
            const across = shiftKey ? deltaY : deltaX;
            if (scroller.current !== null) scroller.current.scrollLeft += across;
          }}
        >
          {piece.tracks.map((track, i) => (
            <Lane
              key={track.name}
              studio={studio}
              theme={theme}
              track={track}
              number={i + 1}
              rank={ranks[i] as number}
              content={contents[i] as RollContent}
              view={view}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** Lanes as they will stand there, so that nothing jumps. */
function EmptyLanes({
  captions,
  isSilent,
}: {
  readonly captions: CaptionPlace;
  readonly isSilent: boolean;
}) {
  if (isSilent) return <p class="silence">Nothing plays in this photo yet.</p>;
  return (
    <div class="lane-list" aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((lane) => (
        <div key={lane} class="lane waiting">
          <div class="caption" />
          <div class="roll" style={{ height: `${LEAST_HEIGHT[captions]}px` }} />
        </div>
      ))}
    </div>
  );
}

function contentsOf(
  { tracks, lengthTicks, timeSignature }: PieceAnswer,
  captions: CaptionPlace,
): RollContent[] {
  const notes = tracks.map((track) => unpackNotes(track.notes));
  const { lanes, semitone } = layPitchLanes(notes.map(pitchRangeOf), {
    leastHeights: notes.map(() => LEAST_HEIGHT[captions]),
    height: notes.length * USUAL_HEIGHT[captions],
  });
  return notes.map((own, i) => ({
    notes: own,
    longestTicks: Math.max(0, ...own.map(({ durationTicks }) => durationTicks)),
    lengthTicks,
    barTicks: ticksPerBar(timeSignature),
    middlePitch: lanes[i]?.middlePitch ?? 60,
    semitone,
    height: lanes[i]?.height ?? LEAST_HEIGHT[captions],
  }));
}
