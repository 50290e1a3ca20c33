import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

const NEAR_PX = 48;

interface Scrolling {
  box: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** something new came while one was reading further up */
  newBelow: boolean;
  toEnd(): void;
}

/** Keeps the newest message in view, unless one has scrolled up. `newest`: its id; `own`: it is one's own. */
export function useScrolling(newest: string | undefined, own: boolean): Scrolling {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [newBelow, setNewBelow] = useState(false);

  function toEnd(): void {
    atEnd.current = true;
    setNewBelow(false);
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }

  useLayoutEffect(() => {
    if (atEnd.current || own) toEnd();
    else setNewBelow(true);
  }, [newest, own]);

  useEffect(() => {
    const scroller = box.current;
    if (scroller === null || content.current === null) return undefined;
    let top = 0;
    const onScroll = () => {
      const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
      // an image drawn between a scroll and its event is below what one sees, and nobody has left the end
      const isLeft = scroller.scrollTop < top;
      atEnd.current = isNear || (atEnd.current && !isLeft);
      top = scroller.scrollTop;
      if (atEnd.current) setNewBelow(false);
    };
    // what is drawn later (an image) or takes room (the drawer) must not hide the newest
    const sizes = new ResizeObserver(() => {
      if (atEnd.current) scroller.scrollTop = scroller.scrollHeight;
    });
    scroller.addEventListener('scroll', onScroll);
    sizes.observe(scroller);
    sizes.observe(content.current);
    return () => {
      scroller.removeEventListener('scroll', onScroll);
      sizes.disconnect();
    };
  }, []);

  return { box, content, newBelow, toEnd };
}
