import { z } from 'zod';
import { capabilitiesOf } from '../../app/capabilities.ts';
import { findConsortium, recordConsortium } from '../../app/consortium.ts';
import type { StoredConsortium } from '../../app/ports/consortium.ts';
import { documentSeenBy } from '../../app/seen-document.ts';
import { OPERATOR, type Viewer } from '../../app/viewer.ts';
import { parseDay } from '../../core/calendar/day.ts';
import { isRefusal, refuse, within } from '../../core/refusal.ts';
import { effect, general, reading } from '../route.ts';
import { day, name, number } from '../shapes.ts';

const membership = z.strictObject({
  ...{ consortium: name, name: z.string(), currency: z.string().optional() },
  ...{ role: z.string(), member: name.optional() },
  capabilities: z.array(z.string()).meta({ description: 'What I may do there.' }),
});

const me = general({
  method: 'GET',
  path: '/me',
  tag: 'People',
  summary: 'Who I am, and what I am in which consortium',
  answer: z.strictObject({ name: z.string(), isOperator: z.boolean(), memberships: z.array(membership) }),
  async handle({ principal, stores }) {
    const codes = principal.isOperator ? await stores.consortia.codes() : [];
    const held = [...codes.map((code) => [code, OPERATOR] as const), ...principal.viewers];
    const memberships = held.map(async ([code, viewer]) => {
      const found = await findConsortium(stores.consortia, code);
      return {
        ...{ consortium: code, name: isRefusal(found) ? code : found.document.name },
        ...(isRefusal(found) ? {} : { currency: found.document.currency.code }),
        ...{ role: viewer.role, capabilities: capabilitiesOf(viewer) },
        ...(viewer.member !== undefined && { member: viewer.member }),
      };
    });
    return {
      ...{ name: principal.name, isOperator: principal.isOperator },
      memberships: await Promise.all(memberships),
    };
  },
});

const recorded = z.strictObject({ code: name, name: z.string(), version: z.int() });
const content = z
  .record(z.string(), z.unknown())
  .meta({ description: 'The document of the consortium: members, plans, rates, contracts.' });

const found = general({
  method: 'POST',
  path: '/consortia',
  tag: 'Consortium',
  summary: 'Found a consortium from its document; for the operator',
  body: z.strictObject({ document: content }),
  answer: recorded,
  status: 201,
  async handle({ principal, stores, body }) {
    if (!principal.isOperator) return refuse('not_allowed', 'consortia', 'the operator', principal.name);
    const { code } = body.document as { code?: unknown };
    if (typeof code === 'string' && (await stores.consortia.find(code)) !== undefined)
      return refuse('inconsistent', 'body.document.code', 'a code that no consortium has', code);
    const consortium = await recordConsortium(stores.consortia, JSON.stringify(body.document));
    if (isRefusal(consortium)) return within('body.document', consortium);
    const { document, documentVersion: version } = consortium;
    return { code: document.code, name: document.name, version };
  },
});

const written = z.strictObject({ version: z.int(), sha256: z.string(), document: content });

const documentOf = ({ documentVersion, sha256, content: text }: StoredConsortium, viewer: Viewer) => ({
  ...{ version: documentVersion, sha256 },
  document: documentSeenBy(viewer, JSON.parse(text)),
});

const readDocument = reading({
  method: 'GET',
  path: '/consortia/:consortium/document',
  tag: 'Consortium',
  summary: 'The document that says how the consortium works, as last recorded',
  capability: 'document.read',
  answer: written,
  handle: async ({ stores, consortium, viewer }) =>
    documentOf((await stores.consortia.find(consortium.document.code))!, viewer),
});

const readVersion = reading({
  method: 'GET',
  path: '/consortia/:consortium/document-versions/:version',
  tag: 'Consortium',
  summary: 'The document as of a version, in force or not any more',
  capability: 'document.read',
  params: z.strictObject({ version: number }),
  answer: written,
  async handle({ stores, consortium, viewer, params }) {
    const stored = await stores.consortia.find(consortium.document.code, params.version);
    return stored === undefined
      ? refuse('not_found', 'version', 'a version that was recorded', params.version)
      : documentOf(stored, viewer);
  },
});

const recordDocument = effect({
  method: 'PUT',
  path: '/consortia/:consortium/document',
  tag: 'Consortium',
  summary: 'Record the next version of the document',
  capability: 'document.record',
  changes: readDocument,
  body: z.strictObject({
    document: content,
    received: day.optional().meta({ description: 'When it became known; default: today.' }),
    resolutions: z
      .array(z.int())
      .default([])
      .meta({ description: 'The resolutions of the board by which it changes what the board decides.' }),
  }),
  answer: recorded,
  async handle({ stores, consortium, body, today }) {
    const { code } = consortium.document;
    if (body.document.code !== code)
      return refuse('inconsistent', 'body.document.code', code, body.document.code);
    const receivedDay = body.received === undefined ? today() : parseDay(body.received);
    if (typeof receivedDay === 'string')
      return refuse(receivedDay, 'body.received', 'a day that exists', body.received);
    const next = await recordConsortium(
      stores.consortia,
      JSON.stringify(body.document),
      receivedDay,
      body.resolutions,
    );
    if (isRefusal(next)) return within('body.document', next);
    return { code, name: next.document.name, version: next.documentVersion };
  },
});

/** Who I am, and consortia with their documents. */
export const consortiumRoutes = [me, found, readDocument, readVersion, recordDocument];
