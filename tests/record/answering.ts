// Something that answers over HTTP whatever a test says, in place of a witness.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reachWithin } from '../../src/app/reach.ts';

/** Witnesses of tests are on this very machine. */
export const LOOPBACK = ['127.0.0.0/8'];
export const ON_LOOPBACK = reachWithin(LOOPBACK);

export type Answering = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export class AnsweringServer {
  /** All that came, in order. */
  readonly bodies: string[] = [];
  readonly #server = createServer(async (request, response) => {
    request.on('error', () => {});
    response.on('error', () => {});
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces).toString();
    this.bodies.push(body);
    this.answer(request, response, body);
  });
  #port = 0;
  /** What it answers; nothing at first. */
  answer: Answering = () => {};

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** Ends it at once; `open` opens it where it was. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
