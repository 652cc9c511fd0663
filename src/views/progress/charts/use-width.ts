import { createContext, useContext, useLayoutEffect, useRef, useState } from 'react';

/** Of the chart around a drawing, in pixels. */
export const ChartWidth = createContext(560);

export function useChartWidth(): number {
  return useContext(ChartWidth);
}

/** The width that a chart has, in pixels: it is drawn in them, so that its letters keep their size. Undefined until it is known. */
export function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (seen: number) => {
      if (seen > 0) setWidth(Math.floor(seen));
    };
    measure(element.clientWidth);
    const observer = new ResizeObserver(([entry]) => measure(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
