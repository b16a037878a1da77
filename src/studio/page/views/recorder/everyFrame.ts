import { useEffect } from 'preact/hooks';

/** Calls a function before each picture that the browser shows, for as long as the component is there. */
export function useEveryFrame(act: () => void): void {
  useEffect(() => {
    let frame = requestAnimationFrame(function each() {
      act();
      frame = requestAnimationFrame(each);
    });
    return () => cancelAnimationFrame(frame);
  });
}
