import { Bar, BarRow } from '../../parts/Bars.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import type { Standing } from './reads.ts';
import { useRecordWords } from './words.ts';

type Trouble = NonNullable<Standing['witnesses'][number]['trouble']>;

/** Who stands by the record: how far each has followed it, and when it signed last. */
export function Witnesses({ of: { witnesses, checkpoint, final } }: { readonly of: Standing }) {
  const [t, shared] = [useRecordWords(), useSharedWords()];
  const { count, time } = useFigures();
  const size = checkpoint?.size ?? 0;
  return (
    <Section title={t('witnesses')} measure={t('witnessesMeasure')} span={7}>
      {witnesses.length === 0 && <Empty title={t('noWitness')}>{t('noWitnessNext')}</Empty>}
      {witnesses.map(({ name, address, signed, trouble }) => {
        const isThere = signed !== undefined && final !== undefined && signed.size >= final.size;
        return (
          <BarRow
            key={name}
            name={
              <>
                <bdi>{name}</bdi>
                <div className="quiet">
                  {address === undefined ? t('noAddress') : <bdi dir="ltr">{address}</bdi>}
                </div>
                {trouble !== undefined && <WitnessTrouble of={trouble} />}
              </>
            }
            figures={
              <Status kind={isThere ? 'good' : 'caution'}>
                {signed === undefined ? shared('notYet') : time(signed.at)}
              </Status>
            }
          >
            <Bar
              scale={size}
              parts={[{ length: signed?.size ?? 0, kind: 'settled' }]}
              label={t('hasSigned', { name, size: count(signed?.size ?? 0), of: count(size) })}
            />
          </BarRow>
        );
      })}
    </Section>
  );
}

/** What keeps a witness from signing: those that somebody can do something about have words of their own. */
const TROUBLES = [
  'witness_silent',
  'network_not_allowed',
  'record_rolled_back',
  'record_forked',
  'unknown_reference',
  'not_signed',
  'out_of_range',
] as const;

/** Why a witness does not sign, since when, and when it is asked again. */
function WitnessTrouble({ of: { code, since, next } }: { readonly of: Trouble }) {
  const t = useRecordWords();
  const { time } = useFigures();
  const known = TROUBLES.find((one) => one === code) ?? 'other';
  const isAgainst = known === 'record_rolled_back' || known === 'record_forked';
  return (
    <div>
      <Status kind={isAgainst ? 'alert' : 'caution'}>
        {t(`trouble_${known}`)} {t('troubleSince', { when: time(since) })}{' '}
        {next !== undefined && t('troubleNext', { when: time(next) })}
      </Status>
    </div>
  );
}
