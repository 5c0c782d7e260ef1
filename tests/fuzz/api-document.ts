/** What requests at random and their judge read of the API's document. */
export type Schema = { readonly [keyword: string]: unknown };

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** An operation with where it stands in the document. */
export interface Placed extends Operation {
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
}

export function operationsOf({ paths }: ApiDocument): Placed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      ...{ path, method: method.toUpperCase() },
    })),
  );
}

/** As the table of rows names it: "GET /consortia/:consortium/closes". */
export function nameOf({ method, path }: Placed): string {
  return `${method} ${path.slice('/api/v1'.length).replace(/\{(\w+)\}/g, ':$1')}`;
}
