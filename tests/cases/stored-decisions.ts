// Holds every stored decision of a consortium against the naive twin: reads the claims as they were submitted and the
// coverage as it stands, decides them the shortest way, and compares every field of every line.
import type { Database } from '../../src/store/database.ts';
import { type Accumulator, type CostSharingInput, naiveCostSharing } from '../naive/cost-sharing.ts';
import { currencyDecimals } from '../naive/decimal.ts';

interface StoredLine {
  claim: number;
  line: number;
  subscriber: number;
  person: number;
  received: string;
  provider: string;
  day: string;
  service: string;
  network: string;
  procedure: string;
  charge: number;
  allowed: number;
  decided: string;
  plan: number;
}

interface Span {
  person: number;
  from: string;
  to: string | null;
  plan: number;
  tier: string;
}

interface PlanDocument {
  code: string;
  administration: string;
  planYear: { start: string };
  design: CostSharingInput['plan'];
}

interface ConsortiumDocument {
  currency: string;
  tiers: Record<string, { coverage: 'individual' | 'family' }>;
  plans: PlanDocument[];
}

/** Compares all decisions; answers how many lines were compared and the first few that differ. */
export async function compareStoredDecisions(
  database: Database,
  consortiumId: number,
): Promise<{ lines: number; differences: string[] }> {
  await database.global((query) => query.rows('SELECT refresh_statistics()'));
  return database.read(consortiumId, async (query) => {
    const { content } = await query.one<{ content: string }>(
      'SELECT content FROM consortium_document ORDER BY version DESC LIMIT 1',
    );
    const document = JSON.parse(content) as ConsortiumDocument;
    const planRows = await query.rows<{ id: number; code: string }>('SELECT plan_id AS id, code FROM plan');
    const plans = new Map(
      planRows.map(({ id, code }) => [id, document.plans.find((plan) => plan.code === code)!]),
    );
    const spans = new Map<number, Span[]>();
    for (const span of await query.rows<Span>(
      `SELECT person_id AS person, from_day::text AS "from", to_day::text AS "to", plan_id AS plan, tier
       FROM coverage_span ORDER BY person_id, from_day`,
    )) {
      spans.set(span.person, [...(spans.get(span.person) ?? []), span]);
    }
    const differences: string[] = [];
    let lines = 0;
    let family: StoredLine[] = [];
    const compare = () => {
      for (const difference of differencesOf(document, plans, spans, family)) differences.push(difference);
      lines += family.length;
      family = [];
    };
    for await (const batch of query.stream<StoredLine>(LINES, [], 5000)) {
      for (const line of batch) {
        if (family.length > 0 && family[0]!.subscriber !== line.subscriber) compare();
        family.push(line);
      }
    }
    compare();
    return { lines, differences: differences.slice(0, 5) };
  });
}

const LINES = `SELECT c.claim_id AS claim, l.line_number AS line, c.subscriber_id AS subscriber, c.person_id AS person,
    c.received_day::text AS received, c.provider, l.service_day::text AS day, l.service, l.network, l.procedure,
    l.charge_cents AS charge, l.allowed_cents AS allowed, d.plan_id AS plan,
    concat_ws(' ', d.copay_cents, d.deductible_cents, d.coinsurance_cents, d.plan_pays_cents, d.not_covered_cents,
      d.write_off_cents, d.balance_bill_cents, d.allowed_cents, d.charge_cents) AS decided
  FROM claim c JOIN claim_line l USING (consortium_id, claim_id, version)
  LEFT JOIN decision d USING (consortium_id, claim_id, version, line_number)
  ORDER BY c.subscriber_id, c.received_day, c.claim_id, l.line_number`;

/** Decides one family's lines, plan by plan, in stretches of the same kind of coverage. */
function differencesOf(
  document: ConsortiumDocument,
  plans: ReadonlyMap<number, PlanDocument>,
  spans: ReadonlyMap<number, Span[]>,
  lines: readonly StoredLine[],
): string[] {
  const expected = new Map<StoredLine, string>();
  const billed = new Set<string>();
  const duplicates = new Set<number>();
  for (const claim of Object.values(Object.groupBy(lines, (line) => line.claim)) as StoredLine[][]) {
    const text = JSON.stringify(
      claim.map((l) => [l.person, l.provider, l.day, l.service, l.network, l.procedure, l.charge]),
    );
    if (claim[0]!.provider !== '' && billed.has(text)) duplicates.add(claim[0]!.claim);
    billed.add(text);
  }
  const byPlan = new Map<number, { line: StoredLine; coverage: 'individual' | 'family' }[]>();
  for (const line of lines) {
    const span = spans
      .get(line.person)!
      .find((s) => s.from <= line.day && (s.to === null || s.to >= line.day));
    const plan = span && plans.get(span.plan)!;
    const { charge, allowed } = line;
    const writtenOff = [0, 0, 0, 0, 0, charge, 0, allowed, charge].join(' ');
    if (duplicates.has(line.claim)) expected.set(line, writtenOff);
    else if (charge < 0)
      expected.set(line, [0, 0, 0, allowed, 0, charge - allowed, 0, allowed, charge].join(' '));
    else if (plan === undefined) expected.set(line, [0, 0, 0, 0, charge, 0, 0, allowed, charge].join(' '));
    else if (plan.administration === 'paid elsewhere') expected.set(line, writtenOff);
    else {
      const waiting = byPlan.get(span!.plan) ?? [];
      byPlan.set(span!.plan, [...waiting, { line, coverage: document.tiers[span!.tier]!.coverage }]);
    }
  }
  for (const [plan, waiting] of byPlan) decideStretches(document, plans.get(plan)!, waiting, expected);
  return lines
    .filter((line) => expected.get(line) !== line.decided)
    .map(
      (line) =>
        `claim ${line.claim} line ${line.line}: expected ${expected.get(line)}, stored ${line.decided}`,
    );
}

function decideStretches(
  document: ConsortiumDocument,
  plan: PlanDocument,
  waiting: readonly { line: StoredLine; coverage: 'individual' | 'family' }[],
  expected: Map<StoredLine, string>,
): void {
  const decimals = currencyDecimals(document.currency);
  const write = (minor: number) => (minor / 10 ** decimals).toFixed(decimals);
  const read = (text: string) => Math.round(Number(text) * 10 ** decimals);
  const paidUnderLimit = new Map<string, bigint>();
  let accumulators: Accumulator[] = [];
  for (let at = 0; at < waiting.length; ) {
    const { coverage } = waiting[at]!;
    let end = at;
    while (end < waiting.length && waiting[end]!.coverage === coverage) end += 1;
    const stretch = waiting.slice(at, end);
    const answer = naiveCostSharing(
      {
        currency: document.currency,
        planYear: plan.planYear,
        plan: plan.design,
        coverage,
        accumulators,
        claims: stretch.map(({ line }) => ({
          id: String(line.claim),
          person: String(line.person),
          lines: [
            {
              id: String(line.line),
              serviceDate: line.day,
              ...(line.service === '' ? {} : { service: line.service }),
              network: line.network,
              charge: write(line.charge),
              allowed: write(line.allowed),
            },
          ],
        })),
      },
      paidUnderLimit,
    );
    for (const [index, decided] of answer.lines.entries()) {
      const { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, allowed } =
        decided;
      const amounts = [
        copay,
        deductible,
        coinsurance,
        planPays,
        notCovered,
        writeOff,
        balanceBill,
        allowed,
      ].map(read);
      expected.set(stretch[index]!.line, [...amounts, stretch[index]!.line.charge].join(' '));
    }
    accumulators = answer.accumulators;
    at = end;
  }
}
