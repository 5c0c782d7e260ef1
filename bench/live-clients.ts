import { connect, type Socket } from 'node:net';

/** What one claim was answered with. */
export interface ClaimStatus {
  readonly status: number;
  readonly milliseconds: number;
}

const HEAD_END = '\r\n\r\n';

/**
 * Sends claims by so many clients, each over a connection that it keeps (HTTP/1.1), one after the other; `next` gives the
 * body of the following claim, undefined at the end. The client does little, so that the server has the processors.
 */
export async function sendClaims(
  url: string,
  token: string,
  path: string,
  clients: number,
  next: () => string | undefined,
  answered: (status: ClaimStatus) => void,
): Promise<void> {
  const { hostname, port } = new URL(url);
  const head = `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n`;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      for (let body = next(); body !== undefined; body = next()) {
        const began = performance.now();
        const answer = readAnswer(socket);
        socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
        answered({ status: await answer, milliseconds: performance.now() - began });
      }
      socket.destroy();
    }),
  );
}

/** The status of the next answer on a connection, when all of it has come. */
function readAnswer(socket: Socket): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let text = '';
  const end = () => {
    socket.off('data', data).off('error', failed).off('close', closed);
  };
  const failed = (error: Error) => {
    end();
    reject(error);
  };
  const closed = () => failed(new Error('the server has closed the connection'));
  const data = (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const headEnd = text.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
    if (text.length < headEnd + HEAD_END.length + length) return;
    end();
    resolve(Number(text.slice(9, 12)));
  };
  socket.on('data', data).on('error', failed).on('close', closed);
  return promise;
}
