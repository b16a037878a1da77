import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';

/** Asks before something is done; Escape and the second button leave everything as it is. */
export function ConfirmDialog({
  dialog,
  title,
  action,
  dismissal = 'Cancel',
  onConfirm,
  children,
}: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  /** On the button that does it. */
  readonly action: string;
  /** On the button that leaves everything as it is. */
  readonly dismissal?: string;
  readonly onConfirm: () => void;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  return (
    <dialog ref={dialog} aria-labelledby={`${id}title`} aria-describedby={`${id}text`}>
      <form method="dialog" class="confirm" onSubmit={onConfirm}>
        <h2 id={`${id}title`}>{title}</h2>
        <p id={`${id}text`}>{children}</p>
        <div class="group">
          <button type="submit" class="main">
            {action}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {dismissal}
          </button>
        </div>
      </form>
    </dialog>
  );
}
