import { usePool } from '../../api/session.ts';
import { type Tab, Tabs } from '../../parts/Tabs.tsx';
import { ConsortiumDocument } from './ConsortiumDocument.tsx';
import { Keys } from './Keys.tsx';
import { Mine } from './Mine.tsx';
import { People } from './People.tsx';
import { Rules } from './Rules.tsx';
import { Trail } from './Trail.tsx';
import { Webhooks } from './Webhooks.tsx';
import { useSettingsWords } from './words.ts';

/** What is mine, who else is here, which machines are told what, which law holds, and who did what. */
export function Settings() {
  const t = useSettingsWords();
  const { may } = usePool();
  const tabs: readonly (Tab & { readonly capability?: string })[] = [
    { name: 'mine', title: t('mine'), screen: Mine },
    { name: 'people', title: t('people'), screen: People, capability: 'people.read' },
    { name: 'keys', title: t('keys'), screen: Keys, capability: 'people.read' },
    { name: 'webhooks', title: t('webhooks'), screen: Webhooks, capability: 'webhooks.keep' },
    { name: 'document', title: t('document'), screen: ConsortiumDocument, capability: 'document.read' },
    { name: 'rules', title: t('rules'), screen: Rules },
    { name: 'trail', title: t('trail'), screen: Trail, capability: 'trail.read' },
  ];
  const open = tabs.filter(({ capability }) => capability === undefined || may(capability));
  return <Tabs label={t('parts')} tabs={open} />;
}
