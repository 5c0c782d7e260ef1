import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { usePages } from '../api/pages.ts';
import { useSharedWords } from '../words/shared.ts';
import { Failed, Loading } from './States.tsx';

/** Shows what was read page by page, or the state that it is in; below it the button that fetches more. */
export function Pages<Item>({
  of: { items, error, again, hasMore, more, isFetching },
  children,
}: {
  readonly of: ReturnType<typeof usePages<Item>>;
  readonly children: (items: readonly Item[]) => ReactNode;
}) {
  const t = useSharedWords();
  return (
    <>
      {error !== null && <Failed problem={error} again={again} />}
      {items !== undefined ? children(items) : error === null && <Loading />}
      {hasMore && (
        <Button className="not-printed" variant="default" loading={isFetching} onClick={more}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
