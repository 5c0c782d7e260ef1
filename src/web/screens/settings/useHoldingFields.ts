import type { Field } from '../../parts/FieldInput.tsx';
import { useMemberChoices } from '../members/reads.ts';
import { type Holding, ROLES } from './holding.ts';
import { useSettingsWords } from './words.ts';

/** What is asked for to give somebody a role, beginning with what is held now. */
export function useHoldingFields(now?: Holding): readonly Field[] {
  const t = useSettingsWords();
  const members = useMemberChoices();
  return [
    {
      ...{ name: 'role', label: t('role'), kind: 'choice', initial: now?.role ?? '' },
      choices: ROLES.map((role) => ({ value: role, label: role })),
    },
    {
      ...{ name: 'member', label: t('member'), kind: 'choice', choices: members, isOptional: true },
      ...{ about: t('memberAbout'), initial: now?.member ?? '' },
    },
    { name: 'party', label: t('party'), about: t('partyAbout'), isOptional: true, initial: now?.party ?? '' },
    {
      ...{ name: 'until', label: t('until'), kind: 'day', about: t('untilAbout'), isOptional: true },
      initial: now?.until ?? '',
    },
  ];
}
