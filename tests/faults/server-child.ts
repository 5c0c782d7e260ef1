/**
 * A process that opens the embedded server of the folder it is given, says "open" with the server's address, and
 * closes it on SIGINT, after a query that shows the server still there; then it says "closed".
 */
import { loginOf, PatientClient } from '../../src/store/connection.ts';
import { openEmbeddedServer } from '../../src/store/embedded/server.ts';

const server = await openEmbeddedServer(process.argv[2]!);
const alive = setInterval(() => {}, 1_000);
process.once('SIGINT', async () => {
  const client = new PatientClient(loginOf(server.url));
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
  await server.close();
  console.log('closed');
  clearInterval(alive);
});
console.log(`open ${server.url}`);
