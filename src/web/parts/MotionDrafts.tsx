import type { Asked } from '../api/answers.ts';
import { api } from '../api/client.ts';
import { useChange, useRead } from '../api/reading.ts';
import { usePool } from '../api/session.ts';
import { Action, type Given } from './Action.tsx';
import { useAskingWords } from './words.ts';

/** A motion that is not moved yet. */
export interface Draft {
  readonly kind: string;
  readonly title: string;
  readonly content?: unknown;
}

type Moved = Asked<'/api/v1/consortia/{consortium}/board/motions'>['motions'];

/** Motions as they would be moved, and the button that brings them before the board. */
export function MotionDrafts({ motions }: { readonly motions: readonly Draft[] }) {
  const t = useAskingWords();
  const { pool, path, may } = usePool();
  const canMove = may('board.vote') && motions.length > 0;
  const directors = useRead(
    ['directors', pool],
    () => api.GET('/api/v1/consortia/{consortium}/board/directors', { params: { path } }),
    { enabled: canMove },
  );
  const move = useChange(
    ({ by }: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/motions', {
        params: { path, header },
        body: { motions: motions as unknown as Moved, ...(by !== '' && { by }) },
      }),
    [
      ['motions', pool],
      ['board', pool],
    ],
  );
  if (motions.length === 0) return <p>{t('motionsNone')}</p>;
  return (
    <div>
      <p>{t('motions')}</p>
      <ul>
        {motions.map(({ kind, title }) => (
          <li key={`${kind} ${title}`}>
            <bdi>{title}</bdi> <span className="quiet">{kind}</span>
          </li>
        ))}
      </ul>
      {canMove && (
        <Action
          verb={t('bring')}
          binds={t('bringAbout')}
          change={move}
          fields={[
            {
              ...{ name: 'by', label: t('mover'), kind: 'choice', about: t('moverAbout'), isOptional: true },
              choices: (directors.data?.directors ?? []).map(({ name, email }) => ({
                value: email,
                label: name,
              })),
            },
          ]}
          done={({ motions: numbers }) => t('broughtOne', { numbers: numbers.join(', ') })}
        />
      )}
    </div>
  );
}
