import { useParams } from '@tanstack/react-router';
import type { paths } from '../../../client/api-types.ts';
import { api } from '../../api/client.ts';
import { useDocumentNames } from '../../api/names.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;

export type Rules = Answer<'/api/v1/consortia/{consortium}/board'>;
export type Director = Answer<'/api/v1/consortia/{consortium}/board/directors'>['directors'][number];
export type Motion = Answer<'/api/v1/consortia/{consortium}/board/motions'>['motions'][number];
export type MotionKind = Motion['kind'];
export type Meeting = Answer<'/api/v1/consortia/{consortium}/board/meetings'>['meetings'][number];
export type Item = Meeting['items'][number];
export type Count =
  Answer<'/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/count'>['items'][number];

/** How the board meets and votes, and who of it the reader is. */
export function useRules() {
  const { pool, path } = usePool();
  return useRead(['board', pool, 'rules'], () =>
    api.GET('/api/v1/consortia/{consortium}/board', { params: { path } }),
  );
}

/** Who is on the board today. */
export function useDirectors() {
  const { pool, path } = usePool();
  return useRead(['board', pool, 'directors'], () =>
    api.GET('/api/v1/consortia/{consortium}/board/directors', { params: { path } }),
  );
}

/** Choices of directors for a form, each with the member that it stands for. */
export function useDirectorChoices(directors: readonly Director[]) {
  const { memberName } = useDocumentNames();
  return directors.map(({ email, name, member }) => ({
    value: email,
    label: `${name}, ${memberName(member)}`,
  }));
}

/** All motions with where they stand. */
export function useMotions() {
  const { pool, path } = usePool();
  return useRead(['board', pool, 'motions'], () =>
    api.GET('/api/v1/consortia/{consortium}/board/motions', { params: { path } }),
  );
}

/** All meetings with agendas, votes and minutes. */
export function useMeetings() {
  const { pool, path } = usePool();
  return useRead(['board', pool, 'meetings'], () =>
    api.GET('/api/v1/consortia/{consortium}/board/meetings', { params: { path } }),
  );
}

/** The votes on an item as they stand: counted again when somebody has voted, stood aside or come. */
export function useCount(
  { meeting, votes, recusals, present }: Meeting,
  item: number | undefined,
  isOpen: boolean,
) {
  const { pool, path } = usePool();
  return useRead(
    ['count', pool, meeting, item, votes, recusals, present],
    () =>
      api.GET('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/count', {
        params: { path: { ...path, meeting, item: item! } },
      }),
    { enabled: isOpen && item !== undefined },
  );
}

/** Keys of what any act of the board changes. */
export function useTouched() {
  const { pool } = usePool();
  return [['board', pool]] as const;
}

/** The meeting that the address names, else the one that is open, is coming, or was the last. */
export function useChosenMeeting(meetings: readonly Meeting[]): Meeting | undefined {
  const { detail } = useParams({ strict: false }) as { readonly detail?: string };
  const coming = meetings
    .filter(({ state }) => state === 'called')
    .sort((one, other) => one.day.localeCompare(other.day));
  return (
    meetings.find(({ meeting }) => String(meeting) === detail) ??
    meetings.find(({ state }) => state === 'opened') ??
    coming[0] ??
    meetings.filter(({ state }) => state === 'adjourned').at(-1)
  );
}
