import { streamOf } from '../../../src/core/simulation/random.ts';
import type { Victim } from '../../kill/blow.ts';
import { formatAmount } from '../../naive/decimal.ts';
import type { Command, FileCommand, Step } from '../history.ts';
import { dayAfter, monthAfter, monthOf } from '../oracle/text.ts';
import type { Oracle } from '../oracle.ts';
import { Claims } from './claims.ts';
import { drawDocument } from './documents.ts';
import { Draw } from './draw.ts';
import { Enrolments } from './enrolments.ts';
import { damaged } from './mistakes.ts';
import { drawOpening } from './openings.ts';
import { Registers } from './registers.ts';
import { drawRevision } from './revisions.ts';

const FIRST_DAY = '2025-12-01';
const DAYS_A_STEP = 2.5;
/** How often a command is broken off by a kill, the server restarted, and the pool moved to another home. */
const DISTURBANCES = { crash: 0.008, restart: 0.006, move: 0.003 };
/** A close is seldom, and not to be done twice: it is broken off more often. So is the record. */
const CRASHES_OF_CLOSE = 0.06;
const CRASHES_OF_RECORD = 0.06;

/** What happens next in a life, drawn from a seed by what the naive model knows of the consortium. */
export class Choices {
  readonly #draw: Draw;
  readonly #oracle: Oracle;
  readonly #enrolments: Enrolments;
  readonly #registers: Registers;
  readonly #files: FileCommand[] = [];
  #claims!: Claims;
  #steps = 0;

  constructor(seed: number, life: number, oracle: Oracle) {
    this.#draw = new Draw(streamOf(seed, life));
    this.#oracle = oracle;
    this.#enrolments = new Enrolments(this.#draw, oracle);
    this.#registers = new Registers(this.#draw, oracle);
  }

  next(): Step {
    this.#steps += 1;
    const draw = this.#draw;
    if (this.#steps === 1) return this.#first();
    if (draw.chance(DISTURBANCES.restart)) return { step: 'restart' };
    if (draw.chance(DISTURBANCES.move)) return { step: 'move' };
    const command = this.#command();
    if (!draw.chance(crashesOf(command))) return command;
    const victims: readonly Victim[] = ['process', 'postmaster', 'backend', 'process and postmaster'];
    const moment = draw.chance(0.3) ? 'any' : 'inside';
    return { step: 'crash', victim: draw.one(victims), moment, after: draw.share(), command };
  }

  get #today(): string {
    return dayAfter(FIRST_DAY, Math.floor(this.#steps * DAYS_A_STEP));
  }

  #first(): Step {
    const { document, stocks } = drawDocument(this.#draw);
    this.#claims = new Claims(this.#draw, this.#oracle, stocks);
    return { step: 'document', received: FIRST_DAY, document };
  }

  #command(): Command {
    const today = this.#today;
    const draw = this.#draw;
    if (this.#oracle.roster.spans.size < 3) return this.#file(this.#enrolments.next(today));
    return draw.weighted<() => Command>([
      [this.#oracle.roster.spans.size < 10 ? 30 : 14, () => this.#file(this.#enrolments.next(today))],
      [34, () => this.#file(this.#claims.next(today))],
      [9, () => this.#file(this.#registers.next(today))],
      [3, () => this.#file(drawOpening(draw, this.#oracle, today))],
      [4, () => draw.one(this.#files)],
      [4, () => this.#revision()],
      [10, () => ({ step: 'adjudicate' })],
      [4, () => ({ step: 'adjudicate', linesPerPartition: draw.whole(1, 30) })],
      [8, () => ({ step: 'charge', through: monthAfter(monthOf(today), draw.whole(-2, 0)) })],
      [7, () => this.#bill()],
      [4, () => this.#receive()],
      [5, () => ({ step: 'position' })],
      [6, () => this.#record()],
      [this.#oracle.canClose(this.#openMonth) ? 14 : 2, () => this.#close(this.#openMonth)],
      [this.#oracle.chargedYears.length > 1 ? 4 : 0.5, () => this.#ratio()],
    ])();
  }

  /** A file, sometimes with a mistake in it; it may come again later. */
  #file(command: Command): Command {
    if (!('rows' in command)) throw new Error('a command without a file');
    const file = this.#draw.chance(0.08) ? damaged(this.#draw, command) : command;
    this.#files.push(file);
    return file;
  }

  #revision(): Command {
    const month = monthAfter(monthOf(this.#today), this.#draw.whole(-1, 3));
    const document = drawRevision(this.#draw, this.#oracle.document, month);
    return { step: 'document', received: dayAfter(this.#today, this.#draw.whole(-20, 5)), document };
  }

  /** The first month that may be closed: one of the last, where none was closed yet. */
  get #openMonth(): string {
    return this.#oracle.openMonth ?? monthAfter(monthOf(this.#today), -2);
  }

  /** Mostly a month, seldom one that follows later or was closed before. */
  #close(open: string): Command {
    const draw = this.#draw;
    const month = draw.weighted([
      [6, open],
      [2, monthAfter(open, draw.whole(1, 3))],
      [1, monthAfter(open, -draw.whole(1, 3))],
    ]);
    // Neither of two neighbours is wrong there, and the model says only one.
    return this.#oracle.isBetweenCents(month) ? { step: 'position' } : { step: 'close', month };
  }

  #record(): Command {
    const draw = this.#draw;
    return { step: 'record', leavesInOne: draw.whole(1, 300), ...(draw.chance(0.3) && { endsEarly: true }) };
  }

  #ratio(): Command {
    const draw = this.#draw;
    const year = Number(this.#today.slice(0, 4));
    const years = [...this.#oracle.chargedYears, ...this.#oracle.chargedYears, year];
    return {
      ...{ step: 'ratio', before: draw.one(years), after: draw.one(years) },
      ...(draw.chance(0.4)
        ? { member: draw.one([...this.#oracle.document.members, { code: 'nobody' }]).code }
        : {}),
      ...(draw.chance(0.5) ? { isNet: true } : {}),
    };
  }

  /** Mostly the bills of a month that was charged. */
  #bill(): Command {
    const charged = this.#oracle.chargedMonths;
    const month =
      charged.length > 0 && this.#draw.chance(0.9) ? this.#draw.one(charged) : monthOf(this.#today);
    return { step: 'bill', month };
  }

  #receive(): Command {
    const draw = this.#draw;
    const amount = formatAmount(BigInt(draw.whole(1, 1_000_000)), 'USD');
    const { code: member } = draw.one(this.#oracle.document.members);
    return { step: 'receive', member, reference: `R${draw.whole(1, 20)}`, day: this.#today, amount };
  }
}

function crashesOf({ step }: Command): number {
  if (step === 'record') return CRASHES_OF_RECORD;
  return step === 'close' ? CRASHES_OF_CLOSE : DISTURBANCES.crash;
}
