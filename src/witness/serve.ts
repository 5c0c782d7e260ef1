/** A witness over HTTP: `POST /add-checkpoint`, and `GET /` for people. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EnvironmentFailure } from '../app/failure.ts';
import { type Answer, PLAIN, type Witness } from './witness.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0 takes one that is free. */
  readonly port: number;
  /** Told what went wrong on this side: of whoever asks nothing is said. */
  readonly failed: (what: string) => void;
  /** How long a request may take to come: 10 seconds where nothing is said. */
  readonly milliseconds?: number;
}

export interface RunningWitness {
  /** Where it can be asked: `http://127.0.0.1:8090`. */
  readonly address: string;
  /** Ends it; requests under way are answered. */
  close(): Promise<void>;
}

/** The longest proof and a checkpoint with the signatures of a large quorum take a third of it. */
const MOST_BYTES = 65_536;
const MOST_CONNECTIONS = 512;
/** Whoever sends or reads more slowly is cut off. */
const REQUEST_MILLISECONDS = 10_000;
const IDLE_MILLISECONDS = 65_000;

/** Serves a witness. Fails with `address_in_use`. */
export async function serveWitness(witness: Witness, options: ServeOptions): Promise<RunningWitness> {
  const { host, port, failed, milliseconds = REQUEST_MILLISECONDS } = options;
  const server = createServer(
    {
      headersTimeout: milliseconds,
      requestTimeout: milliseconds,
      keepAliveTimeout: IDLE_MILLISECONDS,
      connectionsCheckingInterval: milliseconds / 10,
      maxHeaderSize: 8192,
    },
    (request, response) => {
      // A connection that breaks is the other side's affair.
      request.on('error', () => {});
      response.on('error', () => {});
      answer(witness, request, failed).then((answered) => send(request, response, answered));
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(milliseconds + IDLE_MILLISECONDS);
  await listen(server, host, port);
  const bound = (server.address() as AddressInfo).port;
  const named = host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${named}:${bound}`,
    close: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeIdleConnections();
      // Whoever hangs keeps nobody from ending.
      const impatient = setTimeout(() => server.closeAllConnections(), milliseconds);
      await promise;
      clearTimeout(impatient);
    },
  };
}

async function answer(
  witness: Witness,
  request: IncomingMessage,
  failed: (what: string) => void,
): Promise<Answer | undefined> {
  try {
    const path = request.url?.split('?')[0];
    if (path === '/add-checkpoint') {
      if (request.method !== 'POST') return plain(405, 'A checkpoint is added by POST.');
      const body = await bodyOf(request);
      if (body === 'broken') return undefined;
      if (body === 'too large') return plain(413, `At most ${MOST_BYTES} bytes.`);
      return await witness.addCheckpoint(body);
    }
    if (path !== '/') return plain(404, 'There are / and /add-checkpoint.');
    if (request.method === 'GET' || request.method === 'HEAD')
      return { status: 200, type: PLAIN, body: witness.about() };
    return plain(405, 'This is read by GET.');
  } catch (error) {
    // A disk that is full or a bug: this request is not answered with a cosignature, and the next may be.
    const isFailure = error instanceof EnvironmentFailure;
    failed(isFailure ? error.message : String((error as Error).stack));
    return plain(isFailure ? 503 : 500, 'The witness could not do it; its own log says why.');
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | 'too large' | 'broken'> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false })) {
      bytes += (piece as Buffer).length;
      if (bytes > MOST_BYTES) return 'too large';
      pieces.push(piece as Buffer);
    }
  } catch {
    return 'broken';
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function send(request: IncomingMessage, response: ServerResponse, answered: Answer | undefined): void {
  if (answered === undefined || response.destroyed) return;
  const { status, type, body } = answered;
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 405 && { allow: request.url?.startsWith('/add-checkpoint') ? 'POST' : 'GET, HEAD' }),
    // What has not been read of a body is not waited for.
    ...(!request.complete && { connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function plain(status: number, sentence: string): Answer {
  return { status, type: PLAIN, body: `${sentence}\n` };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) =>
    reject(
      error.code === 'EADDRINUSE'
        ? new EnvironmentFailure(
            'address_in_use',
            `Another program listens at ${host}:${port}.`,
            'End it, or give another --port.',
            error,
          )
        : new EnvironmentFailure(
            'wrong_setting',
            `Nothing can listen at ${host}:${port}: ${error.message}.`,
            'Give an address and port of this machine.',
            error,
          ),
    ),
  );
  server.listen(port, host, () => {
    server.removeAllListeners('error');
    resolve();
  });
  return promise;
}
