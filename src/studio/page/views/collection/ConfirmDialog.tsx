import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';

/** Asks before something is done; Escape and the first button, which has the focus, leave everything as it is. */
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
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} aria-labelledby={`${id}title`} aria-describedby={`${id}text`}>
      <div class="confirm">
        <h2 id={`${id}title`}>{title}</h2>
        <p id={`${id}text`}>{children}</p>
        <div class="group">
          <button type="button" class="main" onClick={close}>
            {dismissal}
          </button>
          <button
            type="button"
            onClick={() => {
              // What is done may take the dialog off the page.
              close();
              onConfirm();
            }}
          >
            {action}
          </button>
        </div>
      </div>
    </dialog>
  );
}
