import type { ImportAsked } from './job.ts';
import type { Kind } from './kinds.ts';

/** How a file is to be taken, as it is typed. */
export interface Typed {
  readonly layout: string;
  readonly ownLayout: string;
  readonly fundingRequest: string;
  readonly bankDraw: string;
  readonly notEnrolled: 'refuse' | 'accept';
  readonly asOf: string;
  readonly received: string;
  readonly account: string;
}

export const NOTHING_TYPED: Typed = {
  ...{ layout: 'poolbook', ownLayout: '', fundingRequest: '', bankDraw: '' },
  ...{ notEnrolled: 'refuse', asOf: '', received: '', account: '' },
};

const KNOWS_DAY: readonly Kind[] = ['enrolment', 'opening'];

/** True for the options that a kind of file has. */
export const has = (
  kind: Kind,
  option: 'notEnrolled' | 'layout' | 'received' | 'asOf' | 'account',
): boolean =>
  ({
    notEnrolled: kind === 'claims' || kind === 'paid-claims',
    layout: kind === 'paid-claims',
    received: KNOWS_DAY.includes(kind),
    asOf: kind === 'opening',
    account: kind === 'bank-lines',
  })[option];

const lines = (text: string) => text.split('\n').flatMap((line) => line.trim() || []);

/** A layout that is typed as JSON; undefined where it is no object. */
export function ownLayoutOf(text: string): Record<string, unknown> | undefined {
  try {
    const layout: unknown = JSON.parse(text);
    const isObject = typeof layout === 'object' && layout !== null && !Array.isArray(layout);
    return isObject ? (layout as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What was typed as the API asks for it: only what the kind has, and what was filled in. A check, which changes nothing. */
export function askedOf(kind: Kind, typed: Typed): Omit<ImportAsked, 'upload'> {
  const { fundingRequest, bankDraw, asOf, received, account, notEnrolled } = typed;
  const [requested, drawn] = [lines(fundingRequest), lines(bankDraw)];
  const isRegister = has(kind, 'layout');
  return {
    ...{ kind, check: true, acceptValid: true },
    ...(isRegister && { layout: typed.layout === 'own' ? ownLayoutOf(typed.ownLayout)! : typed.layout }),
    ...(isRegister && requested.length > 0 && { fundingRequest: requested }),
    ...(isRegister && drawn.length > 0 && { bankDraw: drawn }),
    ...(has(kind, 'notEnrolled') && notEnrolled === 'accept' && { notEnrolled }),
    ...(has(kind, 'asOf') && asOf !== '' && { asOf }),
    ...(has(kind, 'received') && received !== '' && { received }),
    ...(has(kind, 'account') && account.trim() !== '' && { account: account.trim() }),
  };
}
