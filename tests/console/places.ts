// The places of the console, read from its list: icons and screens are for a browser, so the list itself is not imported.
import { readFileSync } from 'node:fs';

const list = readFileSync('src/web/frame/places.ts', 'utf8').split('export const PLACES')[1]!;

/** A place by its name, its key, and the capability that opens it. */
export interface ListedPlace {
  readonly name: string;
  readonly key: string;
  readonly capability: string | undefined;
}

export function listedPlaces(): ListedPlace[] {
  return [...list.matchAll(/\{\s*name: '([^']+)',([\s\S]*?)screen:/g)].map(([, name, fields]) => ({
    name: name!,
    key: /key: '(.)'/.exec(fields!)![1]!,
    capability: /capability: '([^']+)'/.exec(fields!)?.[1],
  }));
}

export const placeNames = () => listedPlaces().map(({ name }) => name);
