import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

/** A loss takes so long to climb to its height. */
const MILLISECONDS = 1800;

/** The loss as it is seen: itself, or on its way up from nothing once it was dropped. Whoever wants no motion sees none. */
export function useClimb(loss: number) {
  const isStill = useReducedMotion();
  const [seen, setSeen] = useState<number>();
  const frame = useRef(0);
  const stop = () => {
    cancelAnimationFrame(frame.current);
    setSeen(undefined);
  };
  // A loss that is changed meanwhile is seen as it is.
  useEffect(() => {
    cancelAnimationFrame(frame.current);
    setSeen(undefined);
    return () => cancelAnimationFrame(frame.current);
  }, [loss]);
  const drop = () => {
    const began = performance.now();
    const step = (now: number) => {
      const part = (now - began) / MILLISECONDS;
      if (part >= 1) return stop();
      setSeen(loss * (1 - (1 - Math.max(0, part)) ** 2));
      frame.current = requestAnimationFrame(step);
    };
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(step);
  };
  return { seen: seen ?? loss, isClimbing: seen !== undefined, drop: isStill ? undefined : drop };
}
