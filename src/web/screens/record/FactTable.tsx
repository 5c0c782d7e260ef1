import { type FieldRow, fieldRows } from '../../../core/record/field-rows.ts';
import type { FactSeen } from '../../../core/record/verdict.ts';
import styles from './Record.module.css';
import { useRecordWords } from './words.ts';

const GROUPS = ['money', 'person', 'rest'] as const;

/** The fields of a fact, group by group; of a group that is withheld it says so. */
export function FactTable({ fields }: { readonly fields: FactSeen['fields'] }) {
  const t = useRecordWords();
  const rows = fieldRows({ kind: '', id: '', leaf: 0, fields });
  const rowsOf = (group: (typeof GROUPS)[number]) => rows.filter((row) => row.group === group);
  return (
    <>
      {GROUPS.map((group) =>
        fields[group] === null ? (
          <p key={group} className="quiet">
            {t('groupWithheld', { group: t(`group_${group}`) })}
          </p>
        ) : (
          rowsOf(group).length > 0 && (
            <GroupTable key={group} title={t(`group_${group}`)} rows={rowsOf(group)} />
          )
        ),
      )}
    </>
  );
}

function GroupTable({ title, rows }: { readonly title: string; readonly rows: readonly FieldRow[] }) {
  return (
    <table className={styles.fields}>
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ name, text, isAmount }) => (
          <tr key={name}>
            <th scope="row">
              <bdi dir="ltr">{name}</bdi>
            </th>
            <td data-amount={isAmount}>
              <bdi dir="ltr">{text}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
