import { readRecorded } from '../app/consortium.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { Api, Call, Server } from '../client/client.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';

/** A consortium that a server has. */
export class RemotePool {
  readonly api: Api;
  readonly #server: Server;
  /** What every path of it takes. */
  readonly path: { readonly consortium: string };

  constructor(server: Server, consortium: string) {
    this.api = server.api;
    this.#server = server;
    this.path = { consortium };
  }

  /** What the server answers; what it refuses is said of the option that it was given as. */
  readonly ask = async <T>(call: Call<T>): Promise<T | Refusal> => {
    const answer = await this.#server.answer(call);
    return isRefusal(answer) ? asOption(answer) : answer;
  };

  /** The same of a document that is sent: what is refused stands where it stands in the document, which is `at` there. */
  async askOfDocument<T>(at: string, call: Call<T>): Promise<T | Refusal> {
    return ofDocument(at, await this.#server.answer(call));
  }

  /** The document of the consortium. */
  async document(): Promise<Consortium['document'] | Refusal> {
    const params = { path: this.path };
    const found = await this.ask(this.api.GET('/api/v1/consortia/{consortium}/document', { params }));
    return isRefusal(found) ? found : readRecorded(JSON.stringify(found.document));
  }
}

/**
 * The consortium that is meant: the one of the code, else the only one that the holder of the key has to do with. Refused
 * as where the store is at hand: `unknown_reference`, `missing_field`.
 */
export async function findRemotePool(server: Server, code?: string): Promise<RemotePool | Refusal> {
  const me = await server.answer(server.api.GET('/api/v1/me'));
  if (isRefusal(me)) return me;
  const codes = me.memberships.map(({ consortium }) => consortium).sort();
  const known = `one of ${codes.join(', ')}`;
  if (code === undefined && codes.length > 1)
    return refuse('missing_field', '--consortium', known, undefined);
  const found = code ?? codes[0];
  if (found !== undefined && codes.includes(found)) return new RemotePool(server, found);
  const expected = codes.length === 0 ? 'a consortium that the key has to do with' : known;
  return refuse('unknown_reference', '--consortium', expected, code);
}

/** What a document says of the books, for what is checked before it is sent: identifiers stand for nothing there. */
export function asBooks(document: Consortium['document']): Consortium {
  const numbered = (codes: readonly { readonly code: string }[]) =>
    new Map(codes.map(({ code }, index) => [code, index + 1]));
  const { members, plans } = document;
  return {
    ...{ consortiumId: 0, documentVersion: 0, document },
    ...{ members: numbered(members), plans: numbered(plans) },
  };
}

/** What is refused of a field of a request (`body.alternateOf`) is refused of an option here (`--alternate-of`). */
export function asOption(refusal: Refusal): Refusal {
  const field = /^(?:body|query)\.(.+)$/.exec(refusal.path)?.[1];
  if (field === undefined) return refusal;
  return { ...refusal, path: `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` };
}

/** What is refused of a document in a request is refused of the document. */
export function ofDocument<T>(at: string, answer: T | Refusal): T | Refusal {
  if (!isRefusal(answer)) return answer;
  if (answer.path === at) return { ...answer, path: '' };
  return answer.path.startsWith(`${at}.`)
    ? { ...answer, path: answer.path.slice(at.length + 1) }
    : asOption(answer);
}
