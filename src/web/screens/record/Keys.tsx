import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import styles from './Record.module.css';
import { RECORD, type Standing } from './reads.ts';
import { useRecordWords } from './words.ts';

/** The keys by which the log signs; two while one takes the place of the other. */
export function Keys({ of: { keys } }: { readonly of: Standing }) {
  const t = useRecordWords();
  const { time } = useFigures();
  const { may } = usePool();
  const inForce = keys.filter(({ retired }) => retired === undefined).length;
  return (
    <Section
      title={t('keys')}
      measure={t('keysMeasure')}
      span={5}
      action={may('record.keep') && keys.length > 0 && <AddKey />}
    >
      <ul className={styles.keys}>
        {keys.map(({ number, key, since, retired }) => (
          <li key={number}>
            <Status kind={retired === undefined ? 'good' : 'note'}>
              {retired === undefined
                ? t('keySince', { number, when: time(since) })
                : t('keyRetired', { number, when: time(retired) })}
            </Status>
            <code dir="ltr">{key}</code>
            {may('record.keep') && retired === undefined && inForce > 1 && <Retire number={number} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AddKey() {
  const t = useRecordWords();
  const { pool, path } = usePool();
  const change = useChange(
    (_: Given, header) => api.POST(`${RECORD}/keys`, { params: { path, header } }),
    [['record', pool]],
  );
  return (
    <Action
      verb={t('addKey')}
      binds={t('addKeyBinds')}
      change={change}
      done={({ number }) => t('keyAdded', { number })}
    />
  );
}

function Retire({ number }: { readonly number: number }) {
  const t = useRecordWords();
  const { pool, path } = usePool();
  const change = useChange(
    (_: Given, header) =>
      api.POST(`${RECORD}/keys/{number}/retirement`, { params: { path: { ...path, number }, header } }),
    [['record', pool]],
  );
  return (
    <Action
      verb={t('retireKey')}
      title={t('retireKeyOf', { number })}
      isSmall
      isAlarming
      binds={t('retireKeyBinds')}
      change={change}
      done={() => t('keyIsRetired', { number })}
    />
  );
}
