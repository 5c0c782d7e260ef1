import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { budgetRows } from './budget-rows.ts';
import { membersKey } from './reads.ts';
import { useMembersWords } from './words.ts';

/** Records a budget from lines as a spreadsheet has them: month, account, amount. */
export function RecordBudget() {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const change = useChange(
    ({ lines }: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/budgets', {
        params: { path, header },
        body: { rows: budgetRows(lines ?? '') },
      }),
    [membersKey(pool)],
  );
  if (!may('budget.set')) return null;
  return (
    <Action
      verb={t('budgetRecord')}
      binds={t('budgetBinds')}
      change={change}
      fields={[{ name: 'lines', label: t('budgetLines'), kind: 'long', about: t('budgetLinesAbout') }]}
      done={({ alreadyImported, amounts }) =>
        alreadyImported ? t('budgetBefore') : t('budgetDone', { count: amounts ?? 0 })
      }
    />
  );
}
