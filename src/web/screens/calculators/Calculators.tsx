import { useParams } from '@tanstack/react-router';
import { Answer } from '../../parts/Section.tsx';
import { Calculator } from './Calculator.tsx';
import { Catalogue } from './Catalogue.tsx';
import { calculationOf } from './catalogue.ts';
import { useCalculatorWords } from './words.ts';

/** The calculators: all of them, or the one that the address names. */
export function Calculators() {
  const t = useCalculatorWords();
  const { detail } = useParams({ strict: false });
  const calculation = detail === undefined ? undefined : calculationOf(detail);
  if (detail !== undefined && calculation !== undefined)
    return <Calculator key={detail} calculation={calculation} />;
  return (
    <>
      <Answer about={t('answerAbout')}>{t(detail === undefined ? 'answer' : 'nowhere')}</Answer>
      <Catalogue />
    </>
  );
}
