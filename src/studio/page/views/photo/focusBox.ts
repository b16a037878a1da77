/** Gives a box the focus as soon as it is on the photo as it is known now; arrows choose, move and resize from there. */
export function focusBox(id: string): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-box="${CSS.escape(id)}"]`)?.focus(),
  );
}
