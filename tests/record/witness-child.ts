// A witness in a process of its own without the rest of the program, so that it is started often: home and keys of logs
// are its arguments, its address is what it prints.
import { serveWitness } from '../../src/witness/serve.ts';
import { Witness } from '../../src/witness/witness.ts';
import { accepted } from './parties.ts';

const [home, ...logs] = process.argv.slice(2);
const now = () => Math.floor(Date.now() / 1000);
const witness = accepted(await Witness.open({ home: home!, logs, name: 'insurer.example/w', now }));
const failed = (what: string) => process.stderr.write(`${what}\n`);
const { address } = await serveWitness(witness, { host: '127.0.0.1', port: 0, failed });
process.stdout.write(
  `${JSON.stringify({ address, key: witness.verifierKey, size: witness.logs[0]!.size })}\n`,
);
