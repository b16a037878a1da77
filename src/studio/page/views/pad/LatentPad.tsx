import { useEffect } from 'preact/hooks';
import { PAD_KINDS, type PadKind } from '../../../protocol/pad.js';
import { nearestPoint } from '../../state/padWalk.js';
import type { Studio } from '../../state/studio.js';
import { Plane } from './Plane.js';
import { TakeLegend } from './TakeLegend.js';

const KIND_WORDS: Readonly<Record<PadKind, string>> = {
  phrase: 'A  phrase',
  seed: 'B  seed',
};

const KIND_TITLES: Readonly<Record<PadKind, string>> = {
  phrase: 'The decoder that plays in rooms',
  seed: 'The first idea: bars by themselves, without what came before',
};

/**
 * The map of an object: its takes' windows as points. Drag to hear what lies there, hold to walk, keep a place as the object's
 * take-off in this room. One at a time can be open.
 */
export function LatentPad({
  studio,
  object,
}: {
  readonly studio: Studio;
  readonly object: string;
}) {
  const { pad } = studio;
  useEffect(() => {
    void pad.open(object, studio.document.peek().takeOffs[object]);
    return pad.close;
  }, [studio, pad, object]);
  const map = pad.map.value;
  const takeOff = studio.document.value.takeOffs[object];
  const near = map?.points[nearestPoint(map.points, pad.place.value)]?.[2];
  const hasRoom = studio.session.room.value !== undefined;
  const isWalking = pad.isWalking.value;
  return (
    <div class="pad" data-map={map?.object}>
      {map === undefined ? (
        <div class="plane waiting">
          {pad.problem.value === undefined && (
            <p role="status">Looking where the takes of {object} lie …</p>
          )}
        </div>
      ) : (
        <Plane studio={studio} map={map} takeOff={takeOff} />
      )}
      <div class="pad-side">
        <p id="pad-keys" class="hint">
          Drag to hear what lies there, hold to walk. Keys: arrows move, Space plays, W walks, Enter
          begins there.
        </p>
        <div class="group">
          <button
            type="button"
            class={isWalking ? undefined : 'main'}
            disabled={!map}
            onClick={pad.hear}
          >
            Hear
          </button>
          <button
            type="button"
            disabled={!map}
            aria-pressed={isWalking}
            onClick={isWalking ? pad.stop : pad.walk}
          >
            Walk
          </button>
        </div>
        <fieldset class="kinds" disabled={!map}>
          <legend>Decoder</legend>
          {PAD_KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={pad.kind.value === kind}
              disabled={!map?.kinds.includes(kind)}
              title={KIND_TITLES[kind]}
              onClick={() => {
                pad.choose(kind);
                pad.hear();
              }}
            >
              {KIND_WORDS[kind]}
            </button>
          ))}
        </fieldset>
        <p class="hint kind-hint">
          {pad.kind.value === 'seed'
            ? 'Kind seed has a plane of its own and no time: the points are not on it.'
            : 'Points are moments of the takes; neighbours sound alike.'}
          {map && !map.kinds.includes('seed') && ` ${object} has not learned kind seed.`}
        </p>
        {hasRoom && (
          <div class="keep">
            <button type="button" disabled={!map} onClick={() => void pad.keep()}>
              Begin here
            </button>
            <button type="button" disabled={!takeOff} onClick={pad.forget}>
              Take the flag away
            </button>
            <p class="hint" role="status">
              {takeOff
                ? `In this room ${object} begins at the flag and then goes where the photo leads.`
                : `In this room ${object} begins where the photo leads.`}
            </p>
          </div>
        )}
        {/* Last, so that nothing jumps when it comes. */}
        {map && <TakeLegend map={map} near={pad.kind.value === 'phrase' ? near : undefined} />}
        {pad.problem.value !== undefined && (
          <p class="problem" role="alert">
            {pad.problem.value}
          </p>
        )}
      </div>
    </div>
  );
}
