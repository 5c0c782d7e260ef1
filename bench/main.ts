// `npm run bench [name]`: one JSON line per claim of speed.
const BENCHES: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  adjudicate: () => import('./adjudicate.ts'),
  'bulk-run': () => import('./bulk-run.ts'),
  growth: () => import('./growth.ts'),
  screens: () => import('./screens.ts'),
  'live-claim': () => import('./live-claim.ts'),
  record: () => import('./record.ts'),
  'record-run': () => import('./record-run.ts'),
  layers: () => import('./layers.ts'),
  triangle: () => import('./triangle.ts'),
  'aggregate-exact': () => import('./aggregate-exact.ts'),
  simulate: () => import('./simulate.ts'),
};

const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
for (const name of wanted.length === 0 ? Object.keys(BENCHES) : wanted) {
  const load = BENCHES[name];
  if (load === undefined) {
    process.stderr.write(`no bench "${name}": one of ${Object.keys(BENCHES).join(', ')}\n`);
    process.exit(2);
  }
  await (await load()).run();
}
