import { formatAmount } from '../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { keeps, type LegalBound, legalBounds } from '../core/stop-loss/legal-bounds.ts';
import { stopLossPosition } from '../core/stop-loss/position.ts';
import type { ContractDocument } from '../exchange/json/contract-check.ts';
import { contractLaw } from './contract-law.ts';
import { type Finding, findingOf } from './finding.ts';

/** Where a part of a contract attaches. */
interface Attachment {
  readonly term: string;
  readonly amount: number;
}

/**
 * Holds a stop-loss contract against the bounds of its law: its own attachments each time, a laser where it breaks a
 * bound. A least bound binds a part only where there is one; an upper bound asks that there be one.
 */
export function contractFindings(document: ContractDocument): Finding[] | Refusal {
  const law = contractLaw(document.jurisdiction, document.day, document.currency);
  if (isRefusal(law)) return law;
  if (document.expectedClaims === 0) {
    return refuse('undefined_result', 'expectedClaims', 'above 0, as law measures by them', 0);
  }
  const attachments = attachmentsOf(document);
  if (isRefusal(attachments)) return attachments;
  const write = (minor: number | bigint) => formatAmount(minor, document.currency);
  return legalBounds(law, document).flatMap((bound) => {
    const required = `at ${bound.side} ${write(bound.amount)}`;
    const [own, ...lasers] = attachments[bound.part];
    if (own === undefined) {
      const missing = { term: `${bound.part} stop-loss`, required, actual: 'none', isKept: false };
      return bound.side === 'least' ? [] : [findingOf(bound.rule, missing)];
    }
    const held = [own, ...lasers.filter(({ amount }) => !keeps(bound, amount))];
    return held.map(({ term, amount }) =>
      findingOf(bound.rule, { term, required, actual: write(amount), isKept: keeps(bound, amount) }),
    );
  });
}

/** Where each part attaches, the ordinary specific deductible before the lasers. */
function attachmentsOf({
  policy,
  enrolment = [],
}: ContractDocument): Record<LegalBound<unknown>['part'], Attachment[]> | Refusal {
  const position = stopLossPosition(policy, enrolment, []);
  if (isRefusal(position)) return position;
  const { specific } = policy;
  const { aggregate } = position;
  return {
    specific:
      specific === undefined
        ? []
        : [
            { term: 'specific deductible', amount: specific.deductible },
            ...[...specific.lasers].map(([person, amount]) => ({ term: `laser of ${person}`, amount })),
          ],
    aggregate:
      aggregate === undefined
        ? []
        : [{ term: 'annual aggregate attachment', amount: aggregate.annualAttachment }],
  };
}
