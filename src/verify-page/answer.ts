/** The answer as it stands on the page. All texts of a file are put in as texts, never as markup. */
import { GROUPS, type Group } from '../core/record/fact.ts';
import { type FieldRow, fieldRows } from '../core/record/field-rows.ts';
import type { Verdict, Verified } from '../core/record/verdict.ts';
import { verdictWords } from '../core/record/verdict-words.ts';

const MARK: Readonly<Record<Verdict, string>> = {
  proved: 'good',
  'not proved': 'caution',
  tampered: 'alert',
};

const TITLE: Readonly<Record<Group, string>> = { money: 'Money', person: 'Person', rest: 'The rest' };

/** The answer, why, and the fields of the fact. What was tampered with is not shown: nobody should read it as told. */
export function answerOf(verified: Verified): HTMLElement[] {
  const { answer, lines } = verdictWords(verified);
  const heading = element('h2', answer);
  heading.className = `answer ${MARK[verified.verdict]}`;
  const list = element('ul');
  list.append(...lines.map((line) => element('li', line)));
  const isShown = verified.fact !== undefined && verified.verdict !== 'tampered';
  return [heading, list, ...(isShown ? tablesOf(fieldRows(verified.fact)) : [])];
}

function tablesOf(rows: readonly FieldRow[]): HTMLElement[] {
  return GROUPS.map((group) => ({ group, own: rows.filter((row) => row.group === group) }))
    .filter(({ own }) => own.length > 0)
    .map(({ group, own }) => {
      const table = element('table');
      const body = element('tbody');
      body.append(...own.map(rowOf));
      table.append(element('caption', TITLE[group]), body);
      return table;
    });
}

function rowOf({ name, text, isAmount }: FieldRow): HTMLElement {
  const row = element('tr');
  const heading = element('th', name);
  heading.setAttribute('scope', 'row');
  const cell = element('td', text);
  if (isAmount) cell.className = 'amount';
  row.append(heading, cell);
  return row;
}

function element(name: string, text?: string): HTMLElement {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}
