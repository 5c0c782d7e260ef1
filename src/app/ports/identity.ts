import type { Viewer } from '../viewer.ts';

/** A person or machine that has proved who it is, with what it is in each consortium by its code. */
export interface Principal {
  /** What is kept of who did something: an address of a person, the name of a key. */
  readonly name: string;
  /** The operator: everywhere, and may found a consortium. */
  readonly isOperator: boolean;
  /** Without `memberId`: the code of a member becomes one where its consortium is known. */
  readonly viewers: ReadonlyMap<string, Viewer>;
  /** True for a machine, known by its key. */
  readonly isMachine?: boolean;
  /** There where a browser proved it by its cookie, which it also sends when another site tells it to. */
  readonly session?: {
    /** `Set-Cookie` headers to answer with: the cookie is to live as long as the session, which was just prolonged. */
    readonly cookies: readonly string[];
  };
}

/** Who is who. */
export interface Identity {
  /** Who sends a request with these headers; undefined where nothing in them proves it. */
  principalOf(headers: Headers): Promise<Principal | undefined>;
  /** Answers a request about sign-on itself, those under `/api/auth/`. `address` is the asker's own, of the network. */
  answer(request: Request, address: string): Promise<Response>;
  /** True where people may also come by way of a provider of OpenID Connect. */
  readonly hasProvider?: boolean;
}

/** What is beside the answers to requests: for the demonstration, and to give up. */
export interface SignOn extends Identity {
  /**
   * Makes a person who can sign on with this password, or gives the one that is there this password and ends its
   * sessions; `invitation` is the token of one that the person accepts.
   */
  putPerson(person: {
    readonly email: string;
    readonly name: string;
    readonly password: string;
    readonly invitation?: string | undefined;
  }): Promise<void>;
  close(): Promise<void>;
}
