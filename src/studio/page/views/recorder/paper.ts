/** A canvas to draw on in pixels of the page. */
export interface Paper {
  readonly pen: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** The canvas's own colour, in the theme that is shown. */
  readonly ink: string;
  /** Of its border, for lines behind what is drawn. */
  readonly line: string;
}

/** Empties a canvas as large as it is shown. */
export function emptyPaper(canvas: HTMLCanvasElement): Paper | undefined {
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = devicePixelRatio;
  const [wide, tall] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide || canvas.height !== tall) {
    canvas.width = wide;
    canvas.height = tall;
  }
  const pen = canvas.getContext('2d');
  if (pen === null) return undefined;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const { color: ink, borderTopColor: line } = getComputedStyle(canvas);
  return { pen, width, height, ink, line };
}
