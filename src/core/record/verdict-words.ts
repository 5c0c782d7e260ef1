/** A verdict in words: what was proved, by whom and since when, what was not, and the first place that differs. */
import { formatDay } from '../calendar/day.ts';
import { refusalMessage } from '../refusal.ts';
import { GROUPS } from './fact.ts';
import { thousandsApart, visible } from './field-rows.ts';
import type { FactSeen, Finding, KindSeen, Place, Verified } from './verdict.ts';

export interface VerdictWords {
  /** One sentence: the answer. */
  readonly answer: string;
  /** What was proved, or found, sentence by sentence. */
  readonly lines: readonly string[];
}

export function verdictWords(verified: Verified): VerdictWords {
  return { answer: visible(answerOf(verified)), lines: linesOf(verified).map(visible) };
}

function answerOf({ verdict, form, fact, size, origin, findings }: Verified): string {
  const shown = fact === undefined ? 'what this file shows' : named(fact);
  const what = form === 'bundle' ? 'the record in this file' : shown;
  if (verdict === 'tampered') {
    const place = findings.find(({ means, place }) => means === 'tampered' && place)?.place;
    return `Tampered with: ${place === undefined ? what : placed(place)} is not what was signed.`;
  }
  if (verdict === 'not proved') return `Not proved: no change was found, but something is missing.`;
  const whole = `Proved: this is the whole record of ${origin}, ${counted(size!, 'leaf')}`;
  if (form === 'bundle') return fact === undefined ? `${whole}.` : `${whole}, with ${shown}.`;
  return `Proved: ${what} is in the record of ${origin} as shown here.`;
}

function linesOf(verified: Verified): string[] {
  const { verdict, findings, fact, kinds, commitmentsAlone } = verified;
  const found = findings.map(foundWords);
  const signed = verdict === 'tampered' ? [] : signedWords(verified);
  const shown = [...kinds.map(kindWords), ...(fact === undefined ? [] : withheldWords(fact))];
  const alone =
    commitmentsAlone === 0
      ? []
      : [`Of ${counted(commitmentsAlone, 'leaf')} nothing is shown but that it is there.`];
  return [
    ...found,
    ...signed,
    ...policyWords(verified),
    ...(verdict === 'tampered' ? [] : [...shown, ...alone]),
  ];
}

/** What was found, and where. */
export function foundWords({ refusal, place }: Finding): string {
  return `${place === undefined ? 'The file' : capital(placed(place))}: ${refusalMessage(refusal)} (${refusal.code}).`;
}

/** "leaf 17, claim C-1001, its group money". Leaves are numbered as in the log, from 0. */
function placed({ leaf, kind, id, group }: Place): string {
  const fact = kind === undefined ? '' : `, ${kind} ${id}`;
  return `leaf ${leaf}${fact}${group === undefined ? '' : `, its group ${group}`}`;
}

function named({ kind, id, leaf }: FactSeen): string {
  return `${kind} ${id} (leaf ${leaf})`;
}

function signedWords({ origin, size, cosigners, absent, quorumSince, policyOf }: Verified): string[] {
  if (policyOf === 'none' || origin === undefined) return [];
  const stands = cosigners.map(({ name, seconds }) => `${name} (${moment(seconds)})`).join(', ');
  const log = `The log ${origin} has ${counted(size!, 'leaf')} in this checkpoint.`;
  const witnesses =
    cosigners.length === 0
      ? 'No witness of the policy stands by it.'
      : `Witnesses that stand by it: ${stands}.`;
  return [
    log,
    witnesses,
    ...(absent.length === 0 ? [] : [`Witnesses of the policy that have not signed: ${absent.join(', ')}.`]),
    ...(quorumSince === undefined ? [] : [`As many as the policy asks for since ${moment(quorumSince)}.`]),
  ];
}

function policyWords({ policyOf, verdict, quorumSince }: Verified): string[] {
  const believed =
    verdict === 'proved' && quorumSince === undefined
      ? ['The policy asks for no witness: only the log itself stands by it.']
      : [];
  if (policyOf !== 'file') return believed;
  const own =
    'Judged by the policy in the file, which is what the log says of itself; give your own to be sure.';
  return [...believed, own];
}

function withheldWords({ fields }: FactSeen): string[] {
  const withheld = GROUPS.filter((group) => fields[group] === null);
  return withheld.length === 0 ? [] : [`Withheld: ${withheld.join(', ')}. Only its digest is in the file.`];
}

function kindWords({ kind, facts, ...shown }: KindSeen): string {
  const groups = GROUPS.map((group) => `${group} of ${thousandsApart(String(shown[group]))}`).join(', ');
  return `${capital(kind)}: ${counted(facts, 'fact')}, shown ${groups}.`;
}

function counted(count: number, what: 'leaf' | 'fact'): string {
  const several = what === 'leaf' ? 'leaves' : 'facts';
  return `${thousandsApart(String(count))} ${count === 1 ? what : several}`;
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

const SECONDS_A_DAY = 86_400;

/** "2026-09-15 08:30:00 UTC". A witness can claim any time: one beyond the calendar is told in seconds. */
export function moment(seconds: number): string {
  const day = Math.floor(seconds / SECONDS_A_DAY);
  if (day > 2_900_000) return `${seconds} seconds after 1970`;
  const rest = seconds - day * SECONDS_A_DAY;
  const parts = [rest / 3600, (rest / 60) % 60, rest % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  );
  return `${formatDay(day)} ${parts.join(':')} UTC`;
}
