import { useParams } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { type Tab, Tabs } from '../../parts/Tabs.tsx';
import { Administration } from './Administration.tsx';
import { Arrears } from './Arrears.tsx';
import { Balances } from './Balances.tsx';
import { Bank } from './Bank.tsx';
import { Bills } from './Bills.tsx';
import { Budget } from './Budget.tsx';
import { Invoices } from './Invoices.tsx';
import { Leaving } from './Leaving.tsx';
import { OneMember } from './OneMember.tsx';
import { Rates } from './Rates.tsx';
import { Roster } from './Roster.tsx';
import { Sharing } from './Sharing.tsx';
import { useMembersWords } from './words.ts';

/** The members and their money; below its code, one of them. */
export function Members() {
  const t = useMembersWords();
  const { may } = usePool();
  const { detail } = useParams({ strict: false }) as { detail?: string };
  if (detail !== undefined) return <OneMember key={detail} member={detail} />;
  const tabs: readonly (Tab & { readonly capability: string })[] = [
    { name: 'roster', title: t('members'), screen: Roster, capability: 'members.read' },
    { name: 'rates', title: t('rates'), screen: () => <Rates />, capability: 'members.read' },
    { name: 'bills', title: t('bills'), screen: Bills, capability: 'bills.read' },
    { name: 'arrears', title: t('arrears'), screen: Arrears, capability: 'bills.read' },
    { name: 'balances', title: t('balances'), screen: Balances, capability: 'balances.read' },
    { name: 'bank', title: t('bank'), screen: Bank, capability: 'bank.read' },
    { name: 'budget', title: t('budget'), screen: Budget, capability: 'budget.read' },
    { name: 'invoices', title: t('invoices'), screen: Invoices, capability: 'invoices.check' },
    {
      name: 'administration',
      title: t('standingAlone'),
      screen: Administration,
      capability: 'administration.read',
    },
    { name: 'leaving', title: t('leaving'), screen: Leaving, capability: 'withdrawals.read' },
    { name: 'sharing', title: t('sharing'), screen: Sharing, capability: 'assessments.read' },
  ];
  return <Tabs label={t('partsOfMembers')} tabs={tabs.filter(({ capability }) => may(capability))} />;
}
