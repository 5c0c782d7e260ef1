import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentFailure } from './app/failure.ts';
import { originsOf } from './app/origins.ts';
import type { DemoPeople, RunningService, ServiceAddress } from './app/ports/service.ts';
import type { Stores } from './app/ports/stores.ts';
import { networksOf } from './app/webhooks/address.ts';
import { isRefusal, type Refusal } from './core/refusal.ts';
import { buildService } from './http/service.ts';
import { openSignOn } from './identity/identity.ts';
import { mailFolder } from './identity/mail-folder.ts';
import { signOnSecret } from './identity/secret.ts';
import { providerOf } from './identity/settings.ts';
import { startWorker } from './jobs/worker.ts';
import { dataHome } from './store/home.ts';
import { openSignOnConnections } from './store/sign-on-connections.ts';

/** How long requests under way have to come to their end, once the service is told to. */
const GRACE_MILLISECONDS = 10_000;

/** Puts the service together over opened stores, as the environment says, and lets it listen. */
export async function startService(
  stores: Stores,
  { host, port, log, hasWorker = true }: ServiceAddress,
): Promise<RunningService | Refusal> {
  const { POOLBOOK_URL, POOLBOOK_SECRET, POOLBOOK_PROXIES } = process.env;
  const origins = originsOf(POOLBOOK_URL, port, host);
  if (isRefusal(origins)) return origins;
  const home = dataHome();
  const mail = mailFolder(join(home, 'letters'));
  const signOn = openSignOn({
    ...{ pool: openSignOnConnections(stores), mail, origins, provider: providerOf(process.env) },
    secret: signOnSecret(POOLBOOK_SECRET, join(home, 'sign-on.secret')),
    problem: (message) => process.stderr.write(`poolbook: sign-on: ${message}\n`),
  });
  const proxies = POOLBOOK_PROXIES?.split(',').map((address) => address.trim());
  let demo: DemoPeople | undefined;
  const service = await buildService({
    ...{ stores, identity: signOn, mail, origins, log, console: consoleFolder(), demo: () => demo },
    ...(proxies && { proxies }),
    verifyPage: join(consoleFolder(), '..', 'verify.html'),
  });
  let worker: Awaited<ReturnType<typeof openWorker>> | undefined;
  const close = async () => {
    await worker?.close();
    // Who has sent half a request, or takes an answer slowly, is not waited for without end.
    const impatient = setTimeout(() => service.server.closeAllConnections(), GRACE_MILLISECONDS);
    await service.close();
    clearTimeout(impatient);
    await signOn.close();
  };
  try {
    await service.listen({ host, port });
    worker = hasWorker ? await openWorker(stores) : undefined;
  } catch (error) {
    await close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? inUse(host, port, error) : error;
  }
  const showDemo = (people: DemoPeople) => {
    demo = people;
  };
  return { origin: origins[0], signOn, showDemo, close };
}

/** Where the console was built to: beside the program as it is packed, else in the folder of a checkout. */
function consoleFolder(): string {
  const packed = join(import.meta.dirname, 'console');
  return existsSync(packed) ? packed : join(import.meta.dirname, '..', 'dist', 'console');
}

/** A worker of the service's own, so that jobs are done where nobody has started another. */
async function openWorker(stores: Stores) {
  const networks = networksOf('POOLBOOK_WEBHOOK_NETWORKS');
  const witnessNetworks = networksOf('POOLBOOK_WITNESS_NETWORKS');
  const failed = (error: unknown, what: string) =>
    process.stderr.write(`poolbook: ${what}: ${error instanceof Error ? error.message : String(error)}\n`);
  const recordFolder = process.env.POOLBOOK_RECORD || join(dataHome(), 'record');
  return startWorker(stores, { streams: 1, networks, witnessNetworks, failed, recordFolder });
}

function inUse(host: string, port: number, error: unknown): EnvironmentFailure {
  return new EnvironmentFailure(
    'address_in_use',
    `Another program listens at ${host}:${port}.`,
    'End it, or give another --port.',
    error,
  );
}
