import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { packed, unpacked } from './packed.ts';
import { type Fields, isFields } from './schema.ts';

const NOTHING: Fields = {};

/** Typing has paused after so many milliseconds. */
const PAUSE = 400;

/**
 * The document of the form, and the same once typing has paused. It stands in the address, so that a link opens it filled
 * in, and going to another link fills in that one.
 */
export function useDocument() {
  const hash = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate();
  // Both begin as the same: nothing was typed yet, so that the address is left as it is while it is being read.
  const [document, setDocument] = useState<Fields>(NOTHING);
  const [settled, setSettled] = useState<Fields>(NOTHING);
  const written = useRef('');
  useEffect(() => {
    if (hash === written.current) return;
    let isMeant = true;
    void unpacked(hash).then((found) => {
      if (!isMeant) return;
      written.current = hash;
      const fields = isFields(found) ? found : {};
      setDocument(fields);
      setSettled(fields);
    });
    return () => {
      isMeant = false;
    };
  }, [hash]);
  useEffect(() => {
    if (document === settled) return;
    const timer = setTimeout(async () => {
      const text = Object.keys(document).length === 0 ? '' : await packed(document);
      written.current = text;
      setSettled(document);
      await navigate({
        ...{ to: '.', hash: text, replace: true, search: (now: object) => now, resetScroll: false },
        hashScrollIntoView: false,
      } as never);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [document, settled, navigate]);
  return { document, settled, setDocument };
}
