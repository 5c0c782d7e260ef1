import { ChosenFilter, Filters, TypedFilter } from './Filters.tsx';
import { useTerms } from './useTerms.ts';
import { useClaimsWords } from './words.ts';

/** What the API finds claims by. */
export const FILTERS: readonly string[] = [
  ...['code', 'person', 'member', 'plan', 'benefit', 'provider', 'state', 'serviceFrom', 'serviceTo'],
  ...['receivedFrom', 'receivedTo', 'chargeFrom', 'chargeTo'],
];

/** Roles that may know whose claims they look at: only they can search by person. */
export const PERSONS_KNOWN_TO: readonly string[] = ['operator', 'administrator', 'auditor'];

export const isAmount = (text: string) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);

/** The filters of the list of claims. */
export function ClaimFilters({ isPersonKnown }: { readonly isPersonKnown: boolean }) {
  const t = useClaimsWords();
  const { members, plans } = useTerms();
  const states = (['waiting', 'decided', 'voided'] as const).map((value) => ({ value, label: t(value) }));
  const orders = [
    { value: 'received', label: t('byReceived') },
    { value: 'code', label: t('byNumber') },
  ];
  return (
    <Filters
      names={FILTERS}
      first={
        <>
          <TypedFilter name="code" label={t('number')} hint={t('numberHint')} isFirst />
          {isPersonKnown && <TypedFilter name="person" label={t('person')} hint={t('personHint')} />}
          <ChosenFilter name="member" label={t('member')} data={members} />
          <ChosenFilter name="state" label={t('state')} data={states} />
        </>
      }
      others={
        <>
          <ChosenFilter name="plan" label={t('plan')} data={plans} />
          <TypedFilter name="benefit" label={t('benefit')} />
          <TypedFilter name="provider" label={t('provider')} hint={t('personHint')} />
          <TypedFilter name="serviceFrom" label={t('serviceFrom')} type="date" />
          <TypedFilter name="serviceTo" label={t('serviceTo')} type="date" />
          <TypedFilter name="receivedFrom" label={t('receivedFrom')} type="date" />
          <TypedFilter name="receivedTo" label={t('receivedTo')} type="date" />
          <TypedFilter name="chargeFrom" label={t('chargeFrom')} accepts={isAmount} />
          <TypedFilter name="chargeTo" label={t('chargeTo')} accepts={isAmount} />
          <ChosenFilter name="sort" label={t('sort')} data={orders} />
        </>
      }
    />
  );
}
