import { rebuildRefusal, rebuildTotals, rebuild as recompute } from '../app/rebuild.ts';
import { isRefusal, refusalMessage } from '../core/refusal.ts';
import type { Does } from './task.ts';

/** Recomputes what is derived and compares it; refused where something differs and stays so, with all that does. */
export const rebuild: Does<'rebuild'> = async ({ stores, consortium, input, begin }) => {
  await begin({});
  const report = await recompute(stores.rebuilds, consortium, input.write);
  if (isRefusal(report)) return { refusal: report, problem: { ...report, message: refusalMessage(report) } };
  const document = { agrees: rebuildTotals(report).differing === 0, ...report };
  const refusal = rebuildRefusal(report);
  if (refusal === undefined) return { result: document };
  const { code, path, expected, actual } = refusal;
  return {
    refusal,
    problem: { code, path, expected, actual, message: refusalMessage(refusal), ...document },
  };
};
