import type { ComponentChildren, RefObject } from 'preact';
import { useRef } from 'preact/hooks';

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly onChoose: () => void;
}

/** A button that opens a list of things to do; Escape, a choice, or leaving it closes it. */
export function Menu({
  label,
  items,
  isDisabled = false,
  button,
}: {
  readonly label: ComponentChildren;
  readonly items: readonly MenuItem[];
  readonly isDisabled?: boolean;
  /** Becomes the button that opens it. */
  readonly button?: RefObject<HTMLElement | null>;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (details.current !== null) details.current.open = false;
  };
  return (
    <details
      ref={details}
      class="menu"
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !details.current?.open) return;
        close();
        details.current.querySelector('summary')?.focus();
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) close();
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button */}
      <summary
        ref={button}
        aria-disabled={isDisabled}
        onClick={(event) => {
          if (isDisabled) event.preventDefault();
        }}
      >
        {label}
      </summary>
      <ul>
        {items.map(({ key, label: words, onChoose }) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => {
                close();
                onChoose();
              }}
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
