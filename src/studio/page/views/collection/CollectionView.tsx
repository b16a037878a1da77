import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CollectionState } from '../../state/collection/collection.js';
import type { Studio } from '../../state/studio.js';
import { BusyLine } from '../BusyLine.js';
import { NewObject } from './NewObject.js';
import { ObjectList } from './ObjectList.js';
import { ObjectView } from './ObjectView.js';

interface CollectionViewProps {
  readonly studio: Studio;
  readonly collection: CollectionState;
}

/** The objects on the left, one of them on the right; where there is room for one column only, one or the other. */
export function CollectionView(props: CollectionViewProps) {
  const { studio, collection } = props;
  const { objects, chosen, filter } = collection;
  const shown = useShownFromItsTop(
    chosen.value.kind === 'object' ? chosen.value.name : chosen.value.kind,
  );
  const own = objects.value?.filter(({ isOwn }) => isOwn).length ?? 0;
  const starters = (objects.value?.length ?? 0) - own;
  return (
    <main>
      <div class="heading">
        <h1>Collection</h1>
        <p class="figures">
          {objects.value &&
            `${own === 0 ? 'none' : own} of your own\u00a0\u00a0·  ${starters} in the starter collection`}
        </p>
        <BusyLine studio={studio} />
      </div>
      <div class={chosen.value.kind === 'none' ? 'collection' : 'collection chosen'}>
        <div class="objects">
          <div class="objects-tools">
            <input
              type="search"
              aria-label="Filter by name or label"
              placeholder="Filter"
              value={filter.value}
              onInput={({ currentTarget }) => {
                filter.value = currentTarget.value;
              }}
            />
            <button type="button" class="main" onClick={() => collection.choose({ kind: 'new' })}>
              New object…
            </button>
          </div>
          <ObjectList collection={collection} />
        </div>
        <div class="object" ref={shown}>
          <Chosen {...props} />
        </div>
      </div>
    </main>
  );
}

function Chosen({ studio, collection }: CollectionViewProps) {
  const { object } = collection;
  const chosen = collection.chosen.value;
  if (chosen.kind === 'none') {
    return (
      <p class="nothing-chosen">
        Choose an object to hear its takes, or make one of your own: record a thing of your room,
        train it, and it plays wherever it is seen.
      </p>
    );
  }
  const back = (
    <button type="button" class="back" onClick={() => collection.choose({ kind: 'none' })}>
      All objects
    </button>
  );
  return (
    <>
      {back}
      {chosen.kind === 'new' && (
        <NewObject
          key={JSON.stringify(chosen)}
          target={chosen}
          studio={studio}
          collection={collection}
        />
      )}
      {chosen.kind === 'object' && object.value !== undefined && (
        <ObjectView
          key={chosen.name}
          object={object.value}
          target={chosen}
          studio={studio}
          collection={collection}
        />
      )}
      {chosen.kind === 'object' && collection.isGone.value && (
        <p class="soft">{chosen.name} is not in the collection any more.</p>
      )}
    </>
  );
}

/**
 * Shows what is chosen from its beginning, and the list, where it has the column to itself, where it was left. The focus goes along
 * where what had it is gone from the page.
 *
 * @param chosen another text for another choice
 */
function useShownFromItsTop(chosen: string) {
  const shown = useRef<HTMLDivElement>(null);
  const before = useRef(chosen);
  const listTop = useRef(0);
  // Before it is drawn: keys that are typed at once go to what is shown, and nothing jumps.
  useLayoutEffect(() => {
    if (before.current === chosen) return;
    if (before.current === 'none') listTop.current = window.scrollY;
    before.current = chosen;
    const isListAlone = shown.current?.checkVisibility() === false;
    window.scrollTo({ top: isListAlone ? listTop.current : Math.min(window.scrollY, TOP) });
    const focused = document.activeElement;
    if (focused !== document.body && focused?.checkVisibility()) return;
    shown.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }, [chosen]);
  return shown;
}

/** Where heading and bar are out of sight. */
const TOP = 120;
