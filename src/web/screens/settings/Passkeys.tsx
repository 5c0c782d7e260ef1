import { askOwn, useOwn, useOwnChange } from '../../api/own.ts';
import { addPasskey, hasPasskeys } from '../../api/passkey.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { useSettingsWords } from './words.ts';

interface Passkey {
  readonly id: string;
  readonly name?: string | null;
  readonly createdAt: string;
}

/** Passkeys: what signs on without a password, and counts as two factors. */
export function Passkeys() {
  const t = useSettingsWords();
  const { time } = useFigures();
  const passkeys = useOwn<readonly Passkey[]>('passkey/list-user-passkeys');
  const add = useOwnChange(({ name = '' }: Given) => addPasskey(name));
  return (
    <Section
      title={t('passkeys')}
      measure={t('passkeysMeasure')}
      span={6}
      action={
        hasPasskeys() && (
          <Action
            verb={t('addPasskey')}
            isSmall
            binds={t('addPasskeyBinds')}
            change={add}
            fields={[{ name: 'name', label: t('name'), about: t('passkeyNameAbout') }]}
            done={() => t('passkeyAdded')}
          />
        )
      }
      note={hasPasskeys() ? undefined : t('passkeysNot')}
    >
      <Read of={passkeys}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('passkeysNone')} />
          ) : (
            <DataTable<Passkey>
              name={t('passkeys')}
              columns={[
                {
                  key: 'name',
                  heading: t('name'),
                  cell: ({ id, name }) => name ?? id,
                  by: ({ id, name }) => name ?? id,
                },
                {
                  key: 'made',
                  heading: t('made'),
                  isDetail: true,
                  cell: ({ createdAt }) => time(createdAt),
                  by: ({ createdAt }) => createdAt,
                },
                { key: 'verbs', heading: t('change'), side: 'end', cell: (one) => <Remove passkey={one} /> },
              ]}
              rows={all}
              keyOf={({ id }) => id}
            />
          )
        }
      </Read>
    </Section>
  );
}

function Remove({ passkey: { id, name } }: { readonly passkey: Passkey }) {
  const t = useSettingsWords();
  const change = useOwnChange((_: Given) => askOwn('passkey/delete-passkey', { id }));
  return (
    <Action
      verb={t('removePasskey')}
      title={t('removePasskeyOf', { name: name ?? id })}
      isSmall
      isAlarming
      binds={t('removePasskeyBinds')}
      change={change}
      said={t('passkeyRemoved')}
    />
  );
}
