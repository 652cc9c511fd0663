import { createContext, useContext, useEffect, useRef, useState } from 'react';

/** Of the chart around a drawing, in pixels. */
export const ChartWidth = createContext(560);

export function useChartWidth(): number {
  return useContext(ChartWidth);
}

/** The width that a chart has, in pixels: it is drawn in them, so that its letters keep their size. */
export function useWidth(usual: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const seen = Math.floor(entry?.contentRect.width ?? 0);
      if (seen > 0) setWidth(seen);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
