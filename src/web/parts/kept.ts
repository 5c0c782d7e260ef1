import { useState } from 'react';

/** Where a document of the reader is kept: in this browser, and nowhere else. */
const placeOf = (name: string) => `poolbook.document.${name}`;

/**
 * A document that the reader works on, kept in this browser under a name; until there is one: the example. It is not sent
 * anywhere but to be calculated.
 */
export function useKept<Document>(name: string, example: Document | undefined) {
  const [own, setOwn] = useState(() => keptUnder<Document>(name));
  return {
    document: own ?? example,
    isExample: own === undefined,
    keep(document: Document) {
      localStorage.setItem(placeOf(name), JSON.stringify(document));
      setOwn(document);
    },
    /** Forgets the reader's own: the example is there again. */
    forget() {
      localStorage.removeItem(placeOf(name));
      setOwn(undefined);
    },
  };
}

function keptUnder<Document>(name: string): Document | undefined {
  try {
    return (JSON.parse(localStorage.getItem(placeOf(name)) ?? 'null') as Document | null) ?? undefined;
  } catch {
    return undefined;
  }
}
