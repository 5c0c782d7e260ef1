import type { MotionKind } from '../../core/governance/rules.ts';
import { canonicalJson } from './canonical.ts';

/** A part of a consortium's document that the board has to decide, as it would be from now on: what a motion has to say. */
export interface GatedChange {
  readonly kind: MotionKind;
  readonly title: string;
  readonly content: unknown;
  /** Where it stands in the document. */
  readonly path: string;
}

/** What is gated of a document, as it was written: it has been read before, so that its fields are there. */
export interface WrittenDocument {
  readonly members: readonly { readonly code: string; readonly name: string }[];
  readonly plans: readonly {
    readonly code: string;
    readonly administration: string;
    readonly planYear: unknown;
    readonly design: unknown;
    readonly changes?: readonly unknown[];
  }[];
  readonly stopLoss?: readonly { readonly contract: string }[];
  readonly awards?: readonly { readonly tender: string; readonly bid?: string }[];
  readonly [section: string]: unknown;
}

/** Sections that are decided as a whole. */
const SECTIONS: readonly (readonly [section: string, kind: MotionKind, title: string])[] = [
  ['tiers', 'plan design', 'Tiers of coverage'],
  ['contributions', 'rates', 'Contribution rates'],
  ['administration', 'rates', 'Rates of administration'],
  ['employerShares', 'shares', 'Shares of employers'],
  ['administrationSharing', 'shares', 'Shares in administration'],
  ['withdrawal', 'withdrawal terms', 'Terms of withdrawal'],
  ['reserves', 'reserve policy', 'Reserve policy'],
  ['jurisdiction', 'reserve policy', 'Law on reserves'],
  ['board', 'board rules', 'Rules of the board'],
];

/**
 * What a document changes that the board has to decide, each with the content of its motion: a member that is new; a plan's
 * administration, and its design with its plan year and changes; a stop-loss contract that is new, changed or gone; the
 * award of a tender, likewise; and the sections above as a whole. Values are compared as canonical JSON, so that neither order nor blanks matter. A list
 * that may be left out is the same as an empty one. Both documents have been read without refusal.
 */
export function gatedChanges(before: WrittenDocument, after: WrittenDocument): GatedChange[] {
  return [
    ...admissions(before, after),
    ...planChanges(before, after),
    ...contractChanges(before, after),
    ...awardChanges(before, after),
    ...SECTIONS.flatMap(([section, kind, title]) =>
      isSame(sectionOf(before, section), sectionOf(after, section))
        ? []
        : { kind, title, content: { [section]: sectionOf(after, section) }, path: section },
    ),
  ];
}

function admissions(before: WrittenDocument, after: WrittenDocument): GatedChange[] {
  const known = new Set(before.members.map(({ code }) => code));
  return after.members.flatMap(({ code, name }, index) =>
    known.has(code)
      ? []
      : {
          ...{ kind: 'admission', title: `Admission of ${name}`, path: `members[${index}]` },
          content: { member: { code, name } },
        },
  );
}

function planChanges(before: WrittenDocument, after: WrittenDocument): GatedChange[] {
  return after.plans.flatMap((plan, index) => {
    const known = before.plans.find(({ code }) => code === plan.code);
    const path = `plans[${index}]`;
    const [form, design] = [fundingForm(plan), planDesign(plan)];
    const changes: GatedChange[] = [];
    if (known === undefined || !isSame(fundingForm(known), form))
      changes.push({ kind: 'funding form', title: `Funding form of ${plan.code}`, content: form, path });
    if (known === undefined || !isSame(planDesign(known), design))
      changes.push({ kind: 'plan design', title: `Design of ${plan.code}`, content: design, path });
    return changes;
  });
}

function contractChanges(
  { stopLoss: before = [] }: WrittenDocument,
  { stopLoss: after = [] }: WrittenDocument,
): GatedChange[] {
  const kind = 'stop-loss binding';
  const bound = after.flatMap((contract, index): GatedChange[] => {
    const known = before.find((one) => one.contract === contract.contract);
    if (known !== undefined && isSame(known, contract)) return [];
    const content = { stopLoss: contract };
    return [{ kind, title: `Stop-loss contract ${contract.contract}`, content, path: `stopLoss[${index}]` }];
  });
  const ended = before
    .filter(({ contract }) => !after.some((one) => one.contract === contract))
    .map(({ contract }): GatedChange => {
      const content = { stopLoss: null, contract };
      return { kind, title: `End of stop-loss contract ${contract}`, content, path: 'stopLoss' };
    });
  return [...bound, ...ended];
}

function awardChanges(
  { awards: before = [] }: WrittenDocument,
  { awards: after = [] }: WrittenDocument,
): GatedChange[] {
  const kind = 'tender award';
  const made = after.flatMap((award, index): GatedChange[] => {
    const known = before.find(({ tender }) => tender === award.tender);
    if (known !== undefined && isSame(known, award)) return [];
    const title = `Award of tender ${award.tender}`;
    return [{ kind, title, content: { award }, path: `awards[${index}]` }];
  });
  const ended = before
    .filter(({ tender }) => !after.some((one) => one.tender === tender))
    .map(({ tender }): GatedChange => {
      const content = { award: null, tender };
      return { kind, title: `No award of tender ${tender}`, content, path: 'awards' };
    });
  return [...made, ...ended];
}

/** A section as it was written; null for one that is not there, or an empty list. */
function sectionOf(document: WrittenDocument, section: string): unknown {
  const written = document[section] ?? null;
  return Array.isArray(written) && written.length === 0 ? null : written;
}

type WrittenPlan = WrittenDocument['plans'][number];

const fundingForm = ({ code, administration }: WrittenPlan) => ({ plan: code, administration });

const planDesign = ({ code, planYear, design, changes = [] }: WrittenPlan) => ({
  plan: code,
  planYear,
  design,
  changes,
});

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
