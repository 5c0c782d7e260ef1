import { formatDay } from '../core/calendar/day.ts';
import { adjustmentsOf } from '../core/claims/adjustments.ts';
import { GROUP_WORDS, reasonWords } from '../core/claims/reason-words.ts';
import { formatAmount } from '../core/money/amount.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import { knowsPersons } from './employer.ts';
import { decisionInForce, explainClaim, type LineExplained } from './explain-claim.ts';
import type { ClaimState, ClaimVersion, DecisionOnRecord, LineDecided } from './ports/claims.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Stores } from './ports/stores.ts';
import type { Viewer } from './viewer.ts';

type Write = (minor: number) => string;

/**
 * A claim whole, as one document: every version with its lines, decisions and reversals, and of the decision in force how
 * each cent came about. Those who may not know persons do not see whose it is. Refused: `unknown_reference`.
 */
export async function claimDocument(
  viewer: Viewer,
  stores: Pick<Stores, 'claims' | 'runs'>,
  consortium: Consortium,
  code: string,
) {
  const versions = await stores.claims.versions(consortium.consortiumId, code);
  const current = versions.at(-1);
  if (current === undefined) return refuse('unknown_reference', 'claim', 'a claim of this consortium', code);
  const write: Write = (minor) => formatAmount(minor, consortium.document.currency);
  const decision = decisionInForce(versions);
  const lines = decision && (await explainClaim(stores, consortium, current, decision));
  return {
    claim: code,
    currency: consortium.document.currency.code,
    state: stateOf(current, decision),
    ...(knowsPersons(viewer) && current.person !== undefined && { person: current.person }),
    versions: versions.map((version) => versionDocument(version, write)),
    ...(decision &&
      lines && {
        explanation: {
          isReproduced: lines.every(({ isReproduced }) => isReproduced),
          lines: decision.lines.map((line, index) => lineDocument(line, lines[index]!, current, write)),
        },
      }),
  };
}

/** The document of a claim. */
export type ClaimDocument = Exclude<Awaited<ReturnType<typeof claimDocument>>, Refusal>;

function stateOf({ isVoided }: ClaimVersion, decision: DecisionOnRecord | undefined): ClaimState {
  return isVoided ? 'voided' : decision === undefined ? 'waiting' : 'decided';
}

function versionDocument({ lines, decisions, ...version }: ClaimVersion, write: Write) {
  const codeOf = new Map(lines.map(({ lineNumber, lineCode }) => [lineNumber, lineCode]));
  return {
    version: version.version,
    isVoided: version.isVoided,
    received: formatDay(version.receivedDay),
    benefit: version.benefit,
    ...(version.provider !== '' && { provider: version.provider }),
    lines: lines.map(({ lineCode, serviceDay, service, network, procedure, charge, allowed }) => ({
      ...{ line: lineCode, serviceDate: formatDay(serviceDay), service, network, procedure },
      ...{ charge: write(charge), allowed: write(allowed) },
    })),
    decisions: decisions.map(({ revision, isReversal, decidedDay, paidDay, lines: decided }) => ({
      ...{ revision, isReversal, decided: formatDay(decidedDay), paid: formatDay(paidDay) },
      lines: decided.map((line) => ({ line: codeOf.get(line.lineNumber)!, ...partsDocument(line, write) })),
    })),
  };
}

function partsDocument(
  line: Omit<LineDecided, 'lineNumber' | 'memberId' | 'planId' | 'charge' | 'allowed'>,
  write: Write,
) {
  return {
    ...{ copay: write(line.copay), deductible: write(line.deductible), coinsurance: write(line.coinsurance) },
    ...{ planPays: write(line.planPays), notCovered: write(line.notCovered) },
    ...{ writeOff: write(line.writeOff), balanceBill: write(line.balanceBill) },
    ...(line.reason !== '' && { reason: line.reason }),
  };
}

function lineDocument(line: LineDecided, explained: LineExplained, version: ClaimVersion, write: Write) {
  const { plan, member, steps, uses, isReproduced, reproduced } = explained;
  const memberPays = line.copay + line.deductible + line.coinsurance;
  return {
    line: version.lines.find(({ lineNumber }) => lineNumber === line.lineNumber)!.lineCode,
    ...{ member, plan, charge: write(line.charge), allowed: write(line.allowed) },
    adjustments: adjustmentsOf({ ...line, memberPays }).map(({ group, reason, amount }) => ({
      ...{ group, reason, amount: write(amount), means: `${reasonWords(reason)}, ${GROUP_WORDS[group]}` },
    })),
    planPays: write(line.planPays),
    steps: [...steps],
    uses: uses.map(({ of, by, network, before, after, limit }) => ({
      ...{ of, by, network, before: write(before), after: write(after), limit: write(limit) },
    })),
    isReproduced,
    ...(!isReproduced && { reproduced: partsDocument(reproduced, write) }),
  };
}
