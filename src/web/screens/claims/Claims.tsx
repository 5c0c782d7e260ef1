import { Tabs } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useFilters } from '../../parts/filters.ts';
import { Claim } from './Claim.tsx';
import { ClaimList } from './ClaimList.tsx';
import { Registers } from './Registers.tsx';
import { SendClaim } from './SendClaim.tsx';
import { useClaimsWords } from './words.ts';

/** Claims: the list, one of them whole, and the registers of those that others decided and paid. */
export function Claims() {
  const t = useClaimsWords();
  const { detail } = useParams({ strict: false });
  const [{ tab = 'here', action }, setFilters] = useFilters();
  if (detail !== undefined) return <Claim key={detail} claim={detail} />;
  return (
    <>
      <Tabs
        className="not-printed"
        value={tab}
        mb={24}
        onChange={(chosen) => {
          // Filters of the one kind mean nothing in the other.
          const gone = Object.fromEntries(
            [...new URLSearchParams(location.search).keys()].map((k) => [k, '']),
          );
          setFilters({ ...gone, tab: chosen === 'here' ? '' : (chosen ?? '') }, { isStep: true });
        }}
      >
        <Tabs.List aria-label={t('tabs')}>
          <Tabs.Tab value="here">{t('tabHere')}</Tabs.Tab>
          <Tabs.Tab value="elsewhere">{t('tabElsewhere')}</Tabs.Tab>
        </Tabs.List>
      </Tabs>
      {tab === 'elsewhere' ? <Registers /> : <ClaimList />}
      {action === 'send' && <SendClaim onClose={() => setFilters({ action: '' })} />}
    </>
  );
}
