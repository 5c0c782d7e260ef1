// The rules alone: the demo's lines held in columns, decided one by one on one thread, over reading the same columns once.
import { decidingOrder } from '../src/app/adjudicate/deciding-order.ts';
import { PartitionAccumulators } from '../src/app/adjudicate/partition-accumulators.ts';
import { numberedPlans, type RunTerms, runTermsOf } from '../src/app/adjudicate/run-terms.ts';
import type { PartitionInput } from '../src/app/ports/run.ts';
import { adjudicateLine, denyToPerson, emptyDecision } from '../src/core/claims/adjudicate.ts';
import { explainLine } from '../src/core/claims/explain.ts';
import type { PersonYear } from '../src/core/coverage/accumulators.ts';
import type { CompiledPlan } from '../src/core/coverage/compile-plan.ts';
import { eligibilityOn } from '../src/core/coverage/eligibility.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { openLoader } from '../src/store/loader.ts';
import { runStore } from '../src/store/run/runs.ts';
import { median, printLine, secondsOf } from './line.ts';
import { type Staging, stage } from './staged.ts';

const LINES = Number(process.env.BENCH_LINES ?? 1_000_000);
const TIMES = 5;
const TIMES_EXPLAINED = 3;
const NOT_COVERED = 0xff;
/** plan (1), year (4), service and network (2 each), charge and allowed (8 each). */
const BYTES_PER_LINE = 25;

/** Lines in the order in which they are decided; `plan` and `year` are places in the lists. */
interface Columns {
  readonly plans: readonly CompiledPlan[];
  readonly years: readonly PersonYear[];
  readonly plan: Uint8Array;
  readonly year: Uint32Array;
  readonly service: Uint16Array;
  readonly network: Uint16Array;
  readonly charge: Float64Array;
  readonly allowed: Float64Array;
}

export async function run(): Promise<void> {
  const staging = await stage(LINES);
  const columns = await columnsOf(staging).finally(() => staging.close());
  const lines = columns.charge.length;
  const off: number[] = [];
  const reading: number[] = [];
  const on: number[] = [];
  let touching = 0;
  for (let time = 0; time < TIMES; time += 1) {
    for (const year of columns.years) forget(year);
    off.push(await secondsOf(() => (touching = decideAll(columns))));
    reading.push(await secondsOf(() => readAll(columns)));
  }
  for (let time = 0; time < TIMES_EXPLAINED; time += 1) {
    for (const year of columns.years) forget(year);
    on.push(await secondsOf(() => explainAll(columns)));
  }
  const share = ((100 * touching) / lines).toFixed(0);
  const perSecond = (seconds: readonly number[]) => lines / median(seconds);
  printLine({
    bench: 'adjudicate',
    figure: perSecond(off),
    unit: 'lines/s',
    against: `reading the same columns once: ${Math.round(perSecond(reading))} lines/s`,
    ratio: perSecond(off) / perSecond(reading),
    must: '5 M lines/s',
    aims: '15 M lines/s',
    note: `${lines} lines of ${BYTES_PER_LINE} bytes, ${share} % touch an accumulator; with explanations ${Math.round(perSecond(on))} lines/s`,
  });
}

/** Decides every line; how many touched an accumulator. */
function decideAll({ plans, years, plan, year, service, network, charge, allowed }: Columns): number {
  const decision = emptyDecision();
  let [touching, paid] = [0, 0];
  for (let line = 0; line < charge.length; line += 1) {
    if (plan[line] === NOT_COVERED) denyToPerson(charge[line]!, allowed[line]!, '27', decision);
    else {
      const terms = plans[plan[line]!]!;
      adjudicateLine(
        terms,
        years[year[line]!]!,
        service[line]!,
        network[line]!,
        charge[line]!,
        allowed[line]!,
        decision,
      );
      if (decision.memberPays > 0) touching += 1;
    }
    paid += decision.planPays;
  }
  if (paid <= 0) throw new Error('nothing was paid');
  return touching;
}

function readAll({ plan, year, service, network, charge, allowed }: Columns): number {
  let sum = 0;
  for (let line = 0; line < charge.length; line += 1)
    sum += plan[line]! + year[line]! + service[line]! + network[line]! + charge[line]! + allowed[line]!;
  return sum;
}

function explainAll(columns: Columns): number {
  const { plans, years, plan, year, service, network, charge, allowed } = columns;
  const decision = emptyDecision();
  const write = (minor: number) => (minor / 100).toFixed(2);
  let steps = 0;
  for (let line = 0; line < charge.length; line += 1) {
    if (plan[line] === NOT_COVERED) continue;
    const [terms, used] = [plans[plan[line]!]!, years[year[line]!]!];
    const at = [service[line]!, network[line]!, charge[line]!, allowed[line]!] as const;
    steps += explainLine(terms, used, ...at, decision, write).length;
  }
  return steps;
}

function forget(year: PersonYear): void {
  for (const used of [year.deductible, year.outOfPocket, year.limitUsed]) used?.fill(0);
  for (const used of [year.family.deductible, year.family.outOfPocket]) used.fill(0);
}

/** The lines of all claims that wait, as a run reads them. Refunds, which no rule decides, stay out. */
async function columnsOf(staging: Staging): Promise<Columns> {
  const database = await staging.copy();
  const loader = openLoader(database);
  const store = runStore(database, loader);
  const { consortiumId } = staging.consortium;
  const run = (await store.openRun(consortiumId, LINES))!;
  const [plans, years] = [new Map<CompiledPlan, number>(), new Map<PersonYear, number>()];
  const rows: Row[] = [];
  const terms = runTermsOf(staging.consortium);
  for (const partition of run.missing) {
    const input = await store.readPartition(consortiumId, run, partition);
    if (isRefusal(input)) throw new Error(JSON.stringify(input));
    addRows(rows, terms, plans, years, input);
  }
  await loader.close();
  await database.close();
  return {
    plans: [...plans.keys()],
    years: [...years.keys()],
    plan: Uint8Array.from(rows, (row) => row[0]),
    year: Uint32Array.from(rows, (row) => row[1]),
    service: Uint16Array.from(rows, (row) => row[2]),
    network: Uint16Array.from(rows, (row) => row[3]),
    charge: Float64Array.from(rows, (row) => row[4]),
    allowed: Float64Array.from(rows, (row) => row[5]),
  };
}

/** A line as the columns take it: plan, year, service, network, charge, allowed. */
type Row = readonly [number, number, number, number, number, number];

function addRows(
  rows: Row[],
  terms: RunTerms,
  plans: Map<CompiledPlan, number>,
  years: Map<PersonYear, number>,
  { staged, spans }: PartitionInput,
): void {
  const planUnder = numberedPlans(terms, staged.names);
  const accumulators = new PartitionAccumulators([]);
  for (const claim of decidingOrder(staged)) {
    for (let line = staged.firstLine[claim]!; line < staged.firstLine[claim + 1]!; line += 1) {
      const [charge, allowed] = [staged.charge[line]!, staged.allowed[line]!];
      if (charge < 0) continue;
      const day = staged.serviceDay[line]!;
      const [person, subscriber] = [staged.personId[claim]!, staged.subscriberId[claim]!];
      const found = eligibilityOn(spans.get(person)!, day);
      const plan = found.covered ? planUnder(found.span) : undefined;
      const planYear = plan?.planYearOf(day) ?? 0;
      const numbered = plan?.designIn(planYear);
      const service = numbered?.serviceOf[staged.service[line]!] ?? -1;
      const network = numbered?.networkOf[staged.network[line]!] ?? -1;
      if (numbered === undefined || service < 0 || network < 0 || !found.covered) {
        rows.push([NOT_COVERED, 0, 0, 0, charge, allowed]);
        continue;
      }
      const { planId } = found.span;
      const year = accumulators.yearOf(numbered.design, planId, planYear, person, subscriber);
      rows.push([placeIn(plans, numbered.design), placeIn(years, year), service, network, charge, allowed]);
    }
  }
}

function placeIn<Thing>(places: Map<Thing, number>, thing: Thing): number {
  let place = places.get(thing);
  if (place === undefined) {
    place = places.size;
    places.set(thing, place);
  }
  return place;
}
