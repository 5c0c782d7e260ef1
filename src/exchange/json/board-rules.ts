import {
  type BoardRules,
  isMotionKind,
  MOTION_KINDS,
  type Threshold,
  usualMajority,
} from '../../core/governance/rules.ts';
import { isRefusal, joinPath, refuse } from '../../core/refusal.ts';
import * as shape from './shape.ts';

const { byName, defaulting, flag, object, oneOf, optional, whole } = shape;

const MONTHS = { month: 1, quarter: 3, 'half year': 6, year: 12 } as const;

/** A share to be reached ("atLeast") or exceeded ("moreThan"), exactly one of the two. */
const written = object({ atLeast: optional(shape.ratio(1)), moreThan: optional(shape.ratio(1)) });
const threshold: shape.Shape<Threshold> = {
  schema: { ...written.schema, minProperties: 1, maxProperties: 1 },
  read(value, path, currency) {
    const read = written.read(value, path, currency);
    if (isRefusal(read)) return read;
    const { atLeast, moreThan } = read;
    if (atLeast !== undefined && moreThan === undefined) return { share: atLeast, isExceeded: false };
    if (moreThan !== undefined && atLeast === undefined) return { share: moreThan, isExceeded: true };
    return refuse('inconsistent', path, 'either atLeast or moreThan', value);
  },
};

const majority = object({
  needs: oneOf('simple', 'two thirds', 'unanimous'),
  of: defaulting(oneOf('those voting', 'all'), 'those voting'),
});

/** Majorities by kind of motion; a kind that is not named has its usual one. */
const majorities: shape.Shape<BoardRules['majorities']> = {
  schema: { ...byName(majority).schema, propertyNames: { enum: MOTION_KINDS } },
  read(value, path, currency) {
    const read = byName(majority).read(value, path, currency);
    if (isRefusal(read)) return read;
    const unknown = [...read.keys()].find((kind) => !isMotionKind(kind));
    if (unknown !== undefined)
      return refuse(
        'unknown_reference',
        joinPath(path, unknown),
        `one of ${MOTION_KINDS.join(', ')}`,
        unknown,
      );
    return new Map(MOTION_KINDS.map((kind) => [kind, read.get(kind) ?? usualMajority(kind)]));
  },
};

const section = object({
  votes: defaulting(oneOf('heads', 'employees', 'contributions'), 'heads'),
  quorum: defaulting(object({ heads: optional(threshold), weight: optional(threshold) }), {
    heads: { moreThan: '1/2' },
  }),
  majorities: defaulting(majorities, {}),
  tieBreak: defaulting(oneOf('employees', 'none'), 'employees'),
  noticeDays: defaulting(whole(), 10),
  emergencyMeetings: defaulting(flag, false),
  motionsFromTheFloor: defaulting(flag, false),
  secondNeeded: defaulting(flag, true),
  meetsEvery: defaulting(oneOf('month', 'quarter', 'half year', 'year'), 'quarter'),
  proxiesHeldAtMost: defaulting(whole(), 1),
  directorsPerMember: defaulting(whole(1), 1),
  lossRatioBand: optional(object({ from: optional(shape.ratio()), to: optional(shape.ratio()) })),
});

type Section = shape.Read<typeof section>;

/** How a board meets and votes, and the band outside which a loss ratio is brought before it. */
export type BoardTerms = BoardRules & Pick<Section, 'lossRatioBand'>;

/** The section `board` of a consortium's document; docs/board.md says what each field means. */
export const boardRules: shape.Shape<BoardTerms> = {
  schema: section.schema,
  read(value, path, currency) {
    const read = section.read(value, path, currency);
    if (isRefusal(read)) return read;
    const { votes: basis, meetsEvery, ...rest } = read;
    return { ...rest, basis, meetsEveryMonths: MONTHS[meetsEvery] };
  },
};
