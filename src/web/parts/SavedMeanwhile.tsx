import { api } from '../api/client.ts';
import { useRead } from '../api/reading.ts';
import { useMembership } from '../api/session.ts';
import { useSharedWords } from '../words/shared.ts';
import styles from './Action.module.css';
import type { Field } from './FieldInput.tsx';
import { useFigures } from './figures.ts';
import { Status } from './Status.tsx';
import { useAskingWords } from './words.ts';

/** What a form begins with, by the names of its fields. */
export const initialOf = (fields: readonly Field[]): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial]));

/**
 * What somebody else has saved since a form was opened: who, and what of it is otherwise now. `address` is that of the API
 * at which it was saved, by which the trail knows who did.
 */
export function SavedMeanwhile({
  fields,
  seen,
  address,
  hasLooked,
}: {
  readonly fields: readonly Field[];
  /** What the form began with when it was opened. */
  readonly seen: Readonly<Record<string, string>>;
  readonly address: string | undefined;
  readonly hasLooked: boolean;
}) {
  const [t, common] = [useAskingWords(), useSharedWords()];
  const { time } = useFigures();
  const changed = fields.filter(({ name, initial = '' }) => seen[name] !== initial);
  const isOther = changed.length > 0 || hasLooked;
  const by = useLastChange(address, JSON.stringify(changed), isOther);
  if (!isOther) return null;
  const written = ({ choices = [] }: Field, value: string) =>
    value === ''
      ? common('none')
      : value
          .split(',')
          .map((one) => choices.find((choice) => choice.value === one)?.label ?? one)
          .join(', ');
  return (
    <div className={styles.binds} role="status">
      <Status kind="caution">
        {by === undefined ? t('savedMeanwhile') : t('savedBy', { by: by.actor, at: time(by.at) })}
      </Status>
      {changed.length === 0 ? (
        <p>{t('savedNothing')}</p>
      ) : (
        <ul>
          {changed.map((field) => (
            <li key={field.name}>
              {t('savedField', {
                ...{ field: field.label, before: written(field, seen[field.name] ?? '') },
                now: written(field, field.initial ?? ''),
              })}
            </li>
          ))}
        </ul>
      )}
      <p>{t('savedNext')}</p>
    </div>
  );
}

const TRAIL = '/api/v1/consortia/{consortium}/trail';

/** Who last changed what is at an address, where that may be known and is not long ago. */
export function useLastChange(address: string | undefined, version: string, isAsked: boolean) {
  const membership = useMembership();
  const consortium = membership?.consortium ?? '';
  const enabled =
    isAsked && address !== undefined && membership?.capabilities.includes('trail.read') === true;
  const trail = useRead(
    ['trail', consortium, 'last', address, version],
    () => api.GET(TRAIL, { params: { path: { consortium }, query: { kind: 'change', limit: 50 } } }),
    { enabled },
  );
  return trail.data?.items.find(({ path, status }) => path === address && status < 400);
}
