import type { Moment, Victim } from '../kill/blow.ts';
import type { CostSharingInput } from '../naive/cost-sharing.ts';
import type { StopLossInput } from '../naive/stop-loss.ts';

/** A plan as the consortium's document writes it. */
export interface PlanDocument {
  code: string;
  name: string;
  administration: 'adjudicated here' | 'paid elsewhere';
  planYear: { start: string };
  design: CostSharingInput['plan'];
  /** Other designs, each from the first day of a plan year on. */
  changes?: { from: string; design: CostSharingInput['plan'] }[];
}

/** A consortium's document, without the code: each life of a history gets its own. */
export interface PoolDocument {
  name: string;
  currency: 'USD';
  fiscalYear: { start: string };
  tiers: Record<string, { coverage: 'individual' | 'family' }>;
  members: { code: string; name: string }[];
  plans: PlanDocument[];
  contributions: { from: string; plan?: string; member?: string; rates: Record<string, string> }[];
  administration: { from: string; perEmployeePerMonth: string }[];
  stopLoss: {
    contract: string;
    carrier: string;
    premiumPerEmployeePerMonth: string;
    policy: StopLossInput['policy'];
  }[];
}

/** A file to be imported: its rows as they stand in it, after the line that names the columns. */
interface File {
  rows: string[];
  acceptValid?: boolean;
}

/** What is done to a consortium by one command. `received` is when it became known. */
export type Command =
  | { step: 'document'; document: PoolDocument; received: string }
  | ({ step: 'enrolment'; received: string } & File)
  | ({ step: 'claims'; acceptNotEnrolled?: boolean } & File)
  | ({ step: 'register'; acceptNotEnrolled?: boolean; bankDraw?: string; reason?: string } & File)
  | ({ step: 'opening'; asOf?: string; received: string } & File)
  | { step: 'adjudicate'; linesPerPartition?: number }
  | { step: 'charge'; through: string }
  | { step: 'bill'; month: string }
  | { step: 'receive'; member: string; reference: string; day: string; amount: string }
  | { step: 'position' }
  /** Facts become leaves, so many to a transaction; sometimes it ends after the first. */
  | { step: 'record'; leavesInOne: number; endsEarly?: boolean }
  | { step: 'close'; month: string }
  | ({ step: 'ratio' } & RatioQuestion);

/** Between which fiscal years the loss ratio moved, of all or one member, gross or net of stop-loss. */
export interface RatioQuestion {
  before: number;
  after: number;
  member?: string;
  isNet?: boolean;
}

/** A command that takes in a file. */
export type FileCommand = Extract<Command, { rows: string[] }>;

/**
 * One step of a life: a command; a command that is broken off by a kill, after a share of its usual time and then at
 * once or when next inside a transaction, and done again; the server stopped and started; the pool backed up, restored
 * into a fresh home and kept there.
 */
export type Step =
  | Command
  | { step: 'crash'; victim: Victim; moment: Moment; after: number; command: Command }
  | { step: 'restart' }
  | { step: 'move' };

/** All that happened to a consortium. The first step is its document. */
export type History = readonly Step[];

/** The columns of each kind of file, as docs/files.md names them. */
export const COLUMNS = {
  enrolment: 'person,subscriber,relationship,member,plan,tier,from,to',
  claims:
    'claim,line,person,service_date,service,network,charge,allowed,received,benefit,provider,procedure,frequency',
  register:
    'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays',
  opening:
    'record,account,member,person,plan,network,plan_year,benefit,incurred,paid,amount,deductible,out_of_pocket,contract,reference',
} as const;

/** The text of a file. */
export function fileText(kind: keyof typeof COLUMNS, rows: readonly string[]): string {
  return [COLUMNS[kind], ...rows].map((row) => `${row}\n`).join('');
}

/** The text of a document, with the code that the consortium is to have. */
export function documentText(code: string, document: PoolDocument): string {
  return JSON.stringify({ code, ...document });
}

/** A history as text, a step a line, to be kept and played again. */
export function historyText(history: History): string {
  return history.map((step) => `${JSON.stringify(step)}\n`).join('');
}

/** The history of such a text. */
export function readHistory(text: string): History {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Step);
}
