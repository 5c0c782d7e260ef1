// The explanations of all claims of a consortium: those of decisions in force that do not come out as they are stored.
import { claimDocument } from '../src/app/claim-document.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { OPERATOR } from '../src/app/viewer.ts';
import { isRefusal } from '../src/core/refusal.ts';

export async function notReproduced(
  stores: Pick<Stores, 'claims' | 'runs'>,
  consortium: Consortium,
  codes: readonly string[],
): Promise<object[]> {
  const found: object[] = [];
  for (const code of codes) {
    const document = await claimDocument(OPERATOR, stores, consortium, code);
    if (isRefusal(document)) throw new Error(JSON.stringify(document));
    const lines = document.explanation?.lines ?? [];
    found.push(...lines.filter(({ isReproduced }) => !isReproduced).map((line) => ({ code, ...line })));
  }
  return found;
}
