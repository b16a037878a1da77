import { useEffect, useRef } from 'preact/hooks';
import { emptyPaper, type Paper } from './paper.js';

/** A small picture that is drawn anew when its size or what is drawn changes, and in the other theme. */
export function Picture({
  draw,
  words,
}: {
  /** The same function as long as it draws the same. */
  readonly draw: (paper: Paper) => void;
  readonly words: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paint = () => {
      const paper = canvas.current && emptyPaper(canvas.current);
      if (paper) draw(paper);
    };
    paint();
    const sizes = new ResizeObserver(paint);
    if (canvas.current !== null) sizes.observe(canvas.current);
    const themes = new MutationObserver(paint);
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
    };
  }, [draw]);
  return <canvas ref={canvas} class="picture" role="img" aria-label={words} />;
}
