// Whether a page fits: measured in the browser, on what is drawn.
import type { Page } from 'playwright-core';

/**
 * What of a page does not fit: that it scrolls sideways, texts that are cut off without saying so, and texts that lie over
 * each other. Empty for a page that fits. What scrolls in a frame of its own, or is there for screen readers alone, fits.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth} pixels`);

    interface Drawn {
      readonly text: string;
      readonly box: DOMRect;
      readonly element: Element;
    }
    const drawn: Drawn[] = [];
    /** For screen readers alone. */
    const isClipped = (element: Element) => {
      for (let at: Element | null = element; at !== null; at = at.parentElement)
        if (getComputedStyle(at).clipPath === 'inset(50%)') return true;
      return false;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement!;
      const text = node.textContent!.trim();
      if (text === '' || element.closest('script, style, noscript, .unseen, [aria-hidden=true]')) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (isClipped(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects())
        if (box.width > 1 && box.height > 1) drawn.push({ text, box, element });
    }

    /** The nearest element around that cuts off what it does not hold, if it cannot be scrolled. */
    const cutterOf = (element: Element): Element | undefined => {
      for (let at: Element | null = element; at !== null && at !== root; at = at.parentElement) {
        const { overflowX, textOverflow, position } = getComputedStyle(at);
        if (overflowX === 'auto' || overflowX === 'scroll') return undefined;
        if (overflowX === 'hidden' || overflowX === 'clip')
          return textOverflow === 'ellipsis' ? undefined : at;
        if (position === 'fixed') return undefined;
      }
      return undefined;
    };
    for (const { text, box, element } of drawn) {
      const around = cutterOf(element)?.getBoundingClientRect();
      if (around && (box.left < around.left - 1 || box.right > around.right + 1))
        found.push(`cut off: "${text}"`);
    }

    // What is fixed lies over the page by design; so does what sticks.
    const isAbove = (element: Element) => {
      for (let at: Element | null = element; at !== null; at = at.parentElement)
        if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true;
      return false;
    };
    const flat = drawn
      .filter(({ element }) => !isAbove(element))
      .sort((one, other) => one.box.top - other.box.top);
    for (const [index, one] of flat.entries())
      for (const other of flat.slice(index + 1)) {
        if (other.box.top >= one.box.bottom - 3) break;
        if (one.element === other.element) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        const height = Math.min(one.box.height, other.box.height);
        if (across > 2 && down > 0.35 * height)
          found.push(`over each other: "${one.text}" and "${other.text}"`);
      }
    return [...new Set(found)].slice(0, 8);
  });
}
