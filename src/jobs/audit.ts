import { type Audit, auditRecord } from '../app/record/audit.ts';
import { refusalMessage, refuse } from '../core/refusal.ts';
import type { Does } from './task.ts';

/** Holds all that is stored to the shared record; what differs is its result, and no failure. */
export const audit: Does<'audit'> = async ({ stores, consortium, begin, report }) => {
  await begin({});
  const { consortiumId, document } = consortium;
  const found = await auditRecord(stores, consortiumId, {
    progress: (done, total) => report(done, total, 'leaves'),
  });
  if (found !== undefined) return { result: documentOf(found) };
  const refusal = refuse('not_recorded', 'consortium', 'a record that was opened', document.code);
  return { refusal, problem: { ...refusal, message: refusalMessage(refusal) } };
};

function documentOf({ checkpoint, findings, ...audit }: Audit): object {
  return {
    ...audit,
    ...(checkpoint && { checkpoint: { size: checkpoint.size, root: checkpoint.root.toBase64() } }),
    findings: findings.map(({ means, refusal, place }) => ({
      ...{ means, ...place, code: refusal.code, path: refusal.path, message: refusalMessage(refusal) },
    })),
  };
}
