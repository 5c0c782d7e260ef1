// Kills commands again and again and holds what is left against an undisturbed run: `npm run kill -- --times 100`.
import { parseArgs } from 'node:util';
import { campaign, summary } from './campaign.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    scale: { type: 'string', default: '0.04' },
  },
});

console.log(`seed ${values.seed}`);
const result = await campaign(Number(values.times), Number(values.seed), Number(values.scale), (line) =>
  console.log(line),
);
for (const fault of result.faults) console.log(fault);
console.log(summary(result));
if (result.faults.length > 0) process.exitCode = 1;
