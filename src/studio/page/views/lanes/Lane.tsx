import { useComputed } from '@preact/signals';
import { percent } from '../../../../format.js';
import { mixOf } from '../../../document/document.js';
import type { TrackAnswer } from '../../../protocol/answers.js';
import type { Studio } from '../../state/studio.js';
import type { Theme } from '../../theme/theme.js';
import { MapButton } from '../pad/MapButton.js';
import type { RollContent } from '../roll/drawRoll.js';
import { RollCanvas } from '../roll/RollCanvas.js';
import type { RollView } from '../roll/rollView.js';
import { InstrumentChoice } from './InstrumentChoice.js';
import { Meter } from './Meter.js';
import { noteKey } from './noteKey.js';

export interface LaneProps {
  readonly studio: Studio;
  readonly theme: Theme;
  readonly track: TrackAnswer;
  /** From 1. */
  readonly number: number;
  /** Of its colour. */
  readonly rank: number;
  readonly content: RollContent;
  readonly view: { readonly value: RollView };
}

/** A track: who plays, how loud it is to be heard, and its notes. Looking at it lights up its boxes on the photo. */
export function Lane({ studio, theme, track, number, rank, content, view }: LaneProps) {
  const { lookedAt, solos } = studio.session;
  // Of all that a person may change, only its own mix concerns a lane.
  const { isMuted, gainDb, pan } = useComputed(() =>
    mixOf(studio.document.value, track.name),
  ).value;
  const isSolo = solos.value.has(track.name);
  const isSilent = isMuted || (solos.value.size > 0 && !isSolo);
  const look = () => {
    lookedAt.value = track.name;
  };
  const lookAway = () => {
    lookedAt.value = undefined;
  };
  const classes = [
    'lane',
    ...(lookedAt.value === track.name ? ['lit'] : []),
    ...(isSilent ? ['silent'] : []),
  ];
  return (
    <article
      class={classes.join(' ')}
      data-lane={track.name}
      aria-label={`Lane ${number}, ${track.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: M and S work on the lane that is focused
      tabIndex={0}
      style={{ '--own': `var(--object-${rank})`, '--on-own': `var(--on-object-${rank})` }}
      onMouseEnter={look}
      onMouseLeave={lookAway}
      onFocusCapture={look}
      onBlurCapture={lookAway}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        const act = {
          m: () => studio.mute(track.name),
          s: () => studio.solo(track.name),
          ArrowUp: () => focusLane(event.currentTarget.previousElementSibling),
          ArrowDown: () => focusLane(event.currentTarget.nextElementSibling),
        }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
        const onNote = noteKey(event.key, { studio, track: number - 1, notes: content.notes });
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (onNote === undefined && act === undefined) return;
        event.preventDefault();
        // Arrows move along the notes as long as one is chosen, not along the bars.
        event.stopPropagation();
        (onNote ?? act)?.();
      }}
    >
      <div class="caption">
        <span class="disc">{number}</span>
        <span class="name" title={track.idea || undefined}>
          {track.name}
          {seenAs(track) !== '' && (
            <span class="seen-as" title={`${track.taught ? 'known' : 'seen'} as ${seenAs(track)}`}>
              {seenAs(track)}
            </span>
          )}
        </span>
        <span class="share">{percent(track.areaShare)}</span>
        <span class="facts">
          <InstrumentChoice studio={studio} track={track} />
        </span>
        <MapButton studio={studio} object={track.object} />
        <div class="mixer">
          <button
            type="button"
            class="letter"
            aria-pressed={isMuted}
            aria-label={`Mute ${track.name}`}
            onClick={() => studio.mute(track.name)}
          >
            M
          </button>
          <button
            type="button"
            class="letter"
            aria-pressed={isSolo}
            aria-label={`Solo ${track.name}`}
            onClick={() => studio.solo(track.name)}
          >
            S
          </button>
          <input
            type="range"
            aria-label={`Gain of ${track.name}`}
            aria-valuetext={`${gainDb} dB`}
            title={`${gainDb} dB`}
            min={-24}
            max={12}
            step={1}
            value={gainDb}
            onInput={({ currentTarget }) => studio.gain(track.name, Number(currentTarget.value))}
            onChange={studio.endGesture}
            onDblClick={() => studio.gain(track.name, 0)}
          />
          <input
            type="range"
            class="pan"
            aria-label={`Pan of ${track.name}`}
            aria-valuetext={panText(pan)}
            title={panText(pan)}
            min={-1}
            max={1}
            step={0.1}
            value={pan}
            onInput={({ currentTarget }) => studio.pan(track.name, Number(currentTarget.value))}
            onChange={studio.endGesture}
            onDblClick={() => studio.pan(track.name, 0)}
          />
          <Meter studio={studio} midiChannel={track.midiChannel} />
        </div>
      </div>
      <RollCanvas
        studio={studio}
        theme={theme}
        content={content}
        rank={rank}
        track={number - 1}
        view={view}
      />
    </article>
  );
}

/** Empty where the label says nothing else than the name. */
function seenAs({ object, labels }: TrackAnswer): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s-]/g, '');
  const isSame = labels.length === 1 && plain(labels[0] as string) === plain(object);
  return isSame ? '' : labels.join(', ');
}

/** @example panText(-0.3) // 'pan: 30 % to the left' */
function panText(pan: number): string {
  if (pan === 0) return 'pan: where it stands in the photo';
  return `pan: ${Math.round(100 * Math.abs(pan))} % to the ${pan < 0 ? 'left' : 'right'}`;
}

function focusLane(lane: Element | null): void {
  if (lane instanceof HTMLElement) lane.focus();
}
