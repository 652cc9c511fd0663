// A drawing as a picture, with the page's own letters and colours. The elements are drawn again on a canvas one by one: an SVG
// that is loaded as a picture sees neither the page's styles nor its fonts.

const scale = 2;
const margin = 16;
const headline = 34;

export async function pictureOf(svg: SVGSVGElement, title: string): Promise<Blob> {
  const { width, height } = svg.viewBox.baseVal;
  const canvas = document.createElement('canvas');
  canvas.width = (width + 2 * margin) * scale;
  canvas.height = (height + 2 * margin + headline) * scale;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no pictures');
  const page = getComputedStyle(document.documentElement);
  context.scale(scale, scale);
  context.fillStyle = page.getPropertyValue('--paper');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = page.getPropertyValue('--ink');
  context.font = `500 18px ${page.getPropertyValue('--serif')}`;
  context.fillText(title, margin, margin + 16);
  context.translate(margin, margin + headline);
  drawAll(context, svg);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the picture could not be made')) : resolve(blob)), 'image/png');
  });
}

function drawAll(context: CanvasRenderingContext2D, parent: Element): void {
  for (const element of parent.children) {
    if (element instanceof SVGGElement) drawAll(context, element);
    else if (element instanceof SVGTextElement) drawText(context, element);
    else if (element instanceof SVGGeometryElement) drawShape(context, element);
  }
}

function drawShape(context: CanvasRenderingContext2D, shape: SVGGeometryElement): void {
  const style = getComputedStyle(shape);
  const path = pathOf(shape);
  context.globalAlpha = Number(style.opacity);
  if (style.fill !== 'none') {
    context.fillStyle = style.fill;
    context.fill(path);
  }
  if (style.stroke !== 'none') {
    context.strokeStyle = style.stroke;
    context.lineWidth = Number.parseFloat(style.strokeWidth);
    context.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[\s,]+/).map(Number.parseFloat));
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

function pathOf(shape: SVGGeometryElement): Path2D {
  const of = (name: string) => Number(shape.getAttribute(name) ?? 0);
  const path = new Path2D(shape instanceof SVGPathElement ? (shape.getAttribute('d') ?? '') : undefined);
  if (shape instanceof SVGRectElement) path.rect(of('x'), of('y'), of('width'), of('height'));
  else if (shape instanceof SVGCircleElement) path.arc(of('cx'), of('cy'), of('r'), 0, 2 * Math.PI);
  else if (shape instanceof SVGLineElement) {
    path.moveTo(of('x1'), of('y1'));
    path.lineTo(of('x2'), of('y2'));
  }
  return path;
}

const sides = { start: 'left', middle: 'center', end: 'right' } as const;

function drawText(context: CanvasRenderingContext2D, text: SVGTextElement): void {
  const style = getComputedStyle(text);
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.fillStyle = style.fill;
  context.textAlign = sides[style.textAnchor as keyof typeof sides] ?? 'left';
  context.fillText(text.textContent, Number(text.getAttribute('x') ?? 0), Number(text.getAttribute('y') ?? 0));
}
