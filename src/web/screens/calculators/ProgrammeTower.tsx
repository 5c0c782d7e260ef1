import { lengthOf } from '../../parts/figures.ts';
import { coloursOf, type Programme, type ProgrammeAnswer } from '../programmes/property.ts';
import towerStyles from '../programmes/Tower.module.css';
import { Tower } from '../programmes/Tower.tsx';
import type { Fields } from './schema.ts';

/** The programme to scale, as the place for programmes draws it, with the largest of its losses on it. */
export function ProgrammeTower({ document, found }: { readonly document: Fields; readonly found: Fields }) {
  // What has an answer is of the form that the answer asks for.
  const programme = document as unknown as Programme;
  const { losses } = found as unknown as ProgrammeAnswer;
  const [largest] = [...losses].sort((one, other) => lengthOf(other.amount) - lengthOf(one.amount));
  return (
    <>
      <div className={towerStyles.keys}>
        {[...coloursOf(programme)].map(([insurer, colour]) => (
          <span key={insurer} style={{ '--colour': colour } as object}>
            <i aria-hidden />
            <bdi>{insurer}</bdi>
          </span>
        ))}
      </div>
      <Tower programme={programme} loss={lengthOf(largest?.amount ?? '0')} shared={largest} />
    </>
  );
}
