import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import { RECORD } from './reads.ts';
import { useRecordWords } from './words.ts';

/** Forgets a person, for good. */
export function Forget() {
  const t = useRecordWords();
  const { count } = useFigures();
  const { path } = usePool();
  const change = useChange(
    (given: Given, header) =>
      api.POST(`${RECORD}/erasures`, {
        params: { path, header },
        body: { person: given.person!, reason: given.reason! },
      }),
    // A person's name may stand anywhere.
    [[]],
  );
  return (
    <Section
      title={t('forget')}
      measure={t('forgetMeasure')}
      span={5}
      action={
        <Action
          verb={t('forgetVerb')}
          title={t('forgetTitle')}
          isAlarming
          binds={<Status kind="alert">{t('forgetBinds')}</Status>}
          change={change}
          fields={[
            { name: 'person', label: t('person') },
            { name: 'reason', label: t('reason'), about: t('reasonAbout') },
          ]}
          done={({ leaves }) => t('forgotten', { count: leaves, leaves: count(leaves) })}
        />
      }
    >
      <p>{t('forgetAbout')}</p>
    </Section>
  );
}
