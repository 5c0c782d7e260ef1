// Starts the service in a process of its own, and sends claims to it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ServerChild {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it as Ctrl-C does not: its input is closed, and what it has taken is answered first. */
  end(): Promise<void>;
}

export async function startServer(databaseUrl: string, more: NodeJS.ProcessEnv = {}): Promise<ServerChild> {
  const script = fileURLToPath(new URL('server-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...more, DATABASE_URL: databaseUrl },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await Promise.race([
    once(child.stdout!, 'data'),
    once(child, 'exit').then(([status]) => {
      throw new Error(`the server ended with status ${status}`);
    }),
  ])) as [Buffer];
  const { port } = JSON.parse(line.toString()) as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.stdin!.end();
      await exited;
    },
  };
}
