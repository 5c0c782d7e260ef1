import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMembership } from '../api/session.ts';
import { PLACES } from './places.ts';

/** The event by which the jump is asked for, from wherever. */
const JUMP = 'poolbook:jump';
/** Set to "off" by those to whom single keys come in the way. */
export const SINGLE_KEYS = 'poolbook.single-keys';

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Keys that work everywhere: Ctrl K to jump, `/` to the filter of the page, `G` and a letter to a place, `?` the list. */
export function useKeys(): void {
  const membership = useMembership();
  const navigate = useNavigate();
  useEffect(() => {
    let wentAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        dispatchEvent(new CustomEvent(JUMP));
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (localStorage.getItem(SINGLE_KEYS) === 'off') return;
      if (event.key === '?') dispatchEvent(new CustomEvent(JUMP));
      else if (event.key === '/') {
        const filter = document.querySelector<HTMLElement>('[data-filter]');
        if (filter !== null) event.preventDefault();
        filter?.focus();
      } else if (event.key === 'g') wentAt = event.timeStamp;
      else if (event.timeStamp - wentAt < 1500) {
        const place = PLACES.find(({ key }) => key === event.key.toLowerCase());
        wentAt = 0;
        if (place !== undefined && membership !== undefined)
          void navigate({
            to: `/pools/$pool/${place.name}` as never,
            params: { pool: membership.consortium } as never,
          });
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [membership, navigate]);
}

/** Calls back when the jump is asked for by its key; answers what asks for it. */
export function useJump(asked: () => void): () => void {
  useEffect(() => {
    addEventListener(JUMP, asked);
    return () => removeEventListener(JUMP, asked);
  });
  return () => dispatchEvent(new CustomEvent(JUMP));
}
