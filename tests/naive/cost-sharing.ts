/**
 * Naive twin of the calculator `cost-sharing` (health: deductible, copay, coinsurance, out-of-pocket
 * maximum), written straight from the section "cost-sharing" of the calculators' rules. It checks
 * nothing: the document must be valid.
 */
import { formatAmount, larger, parseAmount, parseRatio, type RatioInput, smaller, times } from './decimal.ts';

export type FamilyRule = 'embedded' | 'aggregate';

export interface LimitTerms {
  individual: string;
  family?: string;
  familyRule?: FamilyRule;
}

export interface NetworkTerms {
  outOfNetwork?: boolean;
  coinsurance: RatioInput;
  deductible: LimitTerms;
  outOfPocketMax: LimitTerms;
  feedsInto?: string[];
}

export interface ServiceNetworkTerms {
  copay?: string;
  coinsurance?: RatioInput;
  deductibleApplies?: boolean;
  copayFirst?: boolean;
  annualLimit?: string;
}

/** `covered` and, under each network's name, its terms. */
export interface ServiceTerms {
  covered?: boolean;
  [network: string]: boolean | ServiceNetworkTerms | undefined;
}

export interface Accumulator {
  person: string;
  network: string;
  planYear: string;
  deductible: string;
  outOfPocket: string;
}

export interface ClaimLine {
  id: string;
  serviceDate: string;
  service?: string;
  network: string;
  charge: string;
  allowed: string;
}

export interface Claim {
  id: string;
  person: string;
  lines: ClaimLine[];
}

export interface CostSharingInput {
  currency: string;
  planYear: { start: string };
  plan: { networks: Record<string, NetworkTerms>; services: Record<string, ServiceTerms> };
  coverage: 'individual' | 'family';
  accumulators?: Accumulator[];
  claims: Claim[];
}

export interface Adjustment {
  group: string;
  reason: string;
  amount: string;
}

export interface CostSharingLine {
  claim: string;
  line: string;
  allowed: string;
  copay: string;
  deductible: string;
  coinsurance: string;
  memberPays: string;
  planPays: string;
  notCovered: string;
  writeOff: string;
  balanceBill: string;
  memberOwes: string;
  adjustments: Adjustment[];
}

export interface CostSharingTotals {
  charge: string;
  allowed: string;
  memberPays: string;
  planPays: string;
  notCovered: string;
  writeOff: string;
  balanceBill: string;
  memberOwes: string;
}

export interface CostSharingOutput {
  lines: CostSharingLine[];
  accumulators: Accumulator[];
  totals: CostSharingTotals;
}

interface Use {
  deductible: bigint;
  outOfPocket: bigint;
}

interface PersonUse extends Use {
  person: string;
  network: string;
  planYear: string;
}

/** The calendar year in which the plan year of a day starts. */
function planYearOf(day: string, start: string): string {
  const year = Number(day.slice(0, 4));
  return String(day.slice(5) >= start ? year : year - 1).padStart(4, '0');
}

/** `paidUnderLimit` may be handed from one document to the next of the same persons: what annual limits have used. */
export function naiveCostSharing(
  input: CostSharingInput,
  paidUnderLimit: Map<string, bigint> = new Map(),
): CostSharingOutput {
  const { currency, coverage } = input;
  const { networks, services } = input.plan;
  const parse = (text: string): bigint => parseAmount(text, currency);
  const format = (units: bigint): string => formatAmount(units, currency);

  // Use of each person, in order of first appearance, and of the family (the sum of its persons').
  const personUses = new Map<string, PersonUse>();
  const familyUses = new Map<string, Use>();
  const personUse = (person: string, network: string, planYear: string): PersonUse => {
    const key = JSON.stringify([person, network, planYear]);
    let use = personUses.get(key);
    if (use === undefined) {
      use = { person, network, planYear, deductible: 0n, outOfPocket: 0n };
      personUses.set(key, use);
    }
    return use;
  };
  const familyUse = (network: string, planYear: string): Use => {
    const key = JSON.stringify([network, planYear]);
    let use = familyUses.get(key);
    if (use === undefined) {
      use = { deductible: 0n, outOfPocket: 0n };
      familyUses.set(key, use);
    }
    return use;
  };
  const accumulate = (
    person: string,
    network: string,
    planYear: string,
    deductible: bigint,
    outOfPocket: bigint,
  ): void => {
    for (const use of [personUse(person, network, planYear), familyUse(network, planYear)]) {
      use.deductible += deductible;
      use.outOfPocket += outOfPocket;
    }
  };

  // Rule 6: what remains of a limit.
  const remaining = (limit: LimitTerms, ownUse: bigint, familysUse: bigint): bigint => {
    const ofIndividual = larger(0n, parse(limit.individual) - ownUse);
    if (coverage === 'individual' || limit.family === undefined) return ofIndividual;
    const ofFamily = larger(0n, parse(limit.family) - familysUse);
    return limit.familyRule === 'aggregate' ? ofFamily : smaller(ofIndividual, ofFamily);
  };

  for (const given of input.accumulators ?? []) {
    accumulate(
      given.person,
      given.network,
      given.planYear,
      parse(given.deductible),
      parse(given.outOfPocket),
    );
  }

  const lines: CostSharingLine[] = [];
  const totals = {
    charge: 0n,
    allowed: 0n,
    memberPays: 0n,
    planPays: 0n,
    notCovered: 0n,
    writeOff: 0n,
    balanceBill: 0n,
    memberOwes: 0n,
  };

  for (const claim of input.claims) {
    for (const line of claim.lines) {
      const network = networks[line.network];
      const planYear = planYearOf(line.serviceDate, input.planYear.start);
      const charge = parse(line.charge);
      const allowed = parse(line.allowed);
      const service = line.service === undefined ? undefined : services[line.service];

      let copay = 0n;
      let deductible = 0n;
      let coinsurance = 0n;
      let memberPays = 0n;
      let planPays = 0n;
      let notCovered = 0n;
      let writeOff = 0n;
      let balanceBill = 0n;
      let overAnnualLimit = 0n;

      if (service?.covered === false) {
        // Rule 1.
        notCovered = charge;
      } else {
        // Rule 2.
        if (network.outOfNetwork === true) balanceBill = charge - allowed;
        else writeOff = charge - allowed;

        // Rule 3.
        const terms =
          service !== undefined && Object.hasOwn(service, line.network)
            ? (service[line.network] as ServiceNetworkTerms)
            : {};
        const own = personUse(claim.person, line.network, planYear);
        const family = familyUse(line.network, planYear);
        let left = allowed;
        const takeCopay = (): void => {
          copay = smaller(parse(terms.copay ?? '0'), left);
          left -= copay;
        };
        const takeDeductible = (): void => {
          if (terms.deductibleApplies === false) return;
          deductible = smaller(remaining(network.deductible, own.deductible, family.deductible), left);
          left -= deductible;
        };
        if (terms.copayFirst === false) {
          takeDeductible();
          takeCopay();
        } else {
          takeCopay();
          takeDeductible();
        }
        coinsurance = times(left, parseRatio(terms.coinsurance ?? network.coinsurance));

        // Rule 4.
        const outOfPocketLeft = remaining(network.outOfPocketMax, own.outOfPocket, family.outOfPocket);
        let excess = larger(0n, copay + deductible + coinsurance - outOfPocketLeft);
        const offCoinsurance = smaller(excess, coinsurance);
        coinsurance -= offCoinsurance;
        excess -= offCoinsurance;
        const offCopay = smaller(excess, copay);
        copay -= offCopay;
        excess -= offCopay;
        deductible -= excess;
        memberPays = copay + deductible + coinsurance;
        planPays = allowed - memberPays;

        // Rule 5.
        if (terms.annualLimit !== undefined) {
          const key = JSON.stringify([claim.person, line.service, line.network, planYear]);
          const paidBefore = paidUnderLimit.get(key) ?? 0n;
          const limited = smaller(planPays, parse(terms.annualLimit) - paidBefore);
          overAnnualLimit = planPays - limited;
          planPays = limited;
          notCovered = overAnnualLimit;
          paidUnderLimit.set(key, paidBefore + planPays);
        }
      }

      // Rule 6: its own network first, then those it feeds into.
      for (const receiver of [line.network, ...(network.feedsInto ?? [])]) {
        accumulate(claim.person, receiver, planYear, deductible, memberPays);
      }

      // Rule 7.
      const memberOwes = memberPays + notCovered + balanceBill;
      const adjustments: Adjustment[] = [];
      const adjust = (group: string, reason: string, amount: bigint): void => {
        if (amount !== 0n) adjustments.push({ group, reason, amount: format(amount) });
      };
      adjust('CO', '45', writeOff);
      adjust('PR', '1', deductible);
      adjust('PR', '2', coinsurance);
      adjust('PR', '3', copay);
      adjust('PR', '45', balanceBill);
      adjust('PR', '96', notCovered - overAnnualLimit);
      adjust('PR', '119', overAnnualLimit);

      lines.push({
        claim: claim.id,
        line: line.id,
        allowed: format(allowed),
        copay: format(copay),
        deductible: format(deductible),
        coinsurance: format(coinsurance),
        memberPays: format(memberPays),
        planPays: format(planPays),
        notCovered: format(notCovered),
        writeOff: format(writeOff),
        balanceBill: format(balanceBill),
        memberOwes: format(memberOwes),
        adjustments,
      });
      totals.charge += charge;
      totals.allowed += allowed;
      totals.memberPays += memberPays;
      totals.planPays += planPays;
      totals.notCovered += notCovered;
      totals.writeOff += writeOff;
      totals.balanceBill += balanceBill;
      totals.memberOwes += memberOwes;
    }
  }

  const accumulators: Accumulator[] = [];
  for (const use of personUses.values()) {
    accumulators.push({
      person: use.person,
      network: use.network,
      planYear: use.planYear,
      deductible: format(use.deductible),
      outOfPocket: format(use.outOfPocket),
    });
  }
  return {
    lines,
    accumulators,
    totals: {
      charge: format(totals.charge),
      allowed: format(totals.allowed),
      memberPays: format(totals.memberPays),
      planPays: format(totals.planPays),
      notCovered: format(totals.notCovered),
      writeOff: format(totals.writeOff),
      balanceBill: format(totals.balanceBill),
      memberOwes: format(totals.memberOwes),
    },
  };
}
