import { Link } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { Columns, Section } from '../../parts/Section.tsx';
import styles from './Calculators.module.css';
import { type CalculationName, GROUPS } from './catalogue.ts';
import { useCalculatorWords } from './words.ts';

const TITLES = {
  claims: 'groupClaims',
  money: 'groupMoney',
  reserves: 'groupReserves',
  property: 'groupProperty',
  chance: 'groupChance',
  contracts: 'groupContracts',
} as const;

/** All calculators by what they are about, with what each answers. */
export function Catalogue() {
  const t = useCalculatorWords();
  const { pool } = usePool();
  return (
    <Columns>
      {Object.entries(GROUPS).map(([group, names]) => (
        <Section key={group} span={4} title={t(TITLES[group as keyof typeof GROUPS])}>
          {(names as readonly CalculationName[]).map((name) => (
            <Link key={name} to={`/pools/${pool}/calculators/${name}` as never} className={styles.entry}>
              <span>{t(name)}</span>
              <span className="quiet">{t(`${name}About`)}</span>
            </Link>
          ))}
        </Section>
      ))}
    </Columns>
  );
}
