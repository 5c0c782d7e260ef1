import type { ConsortiumRegistration, ConsortiumStore, StoredConsortium } from '../app/ports/consortium.ts';
import type { Month } from '../core/calendar/month.ts';
import type { Refusal } from '../core/refusal.ts';
import { useResolutions } from './board/use-resolutions.ts';
import { dayText } from './bulk/rows.ts';
import type { Database } from './database.ts';
import { isUniqueViolation } from './failures.ts';
import { nextIdentifiers } from './identifiers.ts';
import { lockIntake } from './locks.ts';
import { monthOf } from './months.ts';
import type { Query } from './query.ts';

/** The consortia of a database. */
export function consortiumStore(database: Database): ConsortiumStore {
  const idOf = (code: string) =>
    database.global((query) => query.one<{ id: number | null }>('SELECT consortium_of($1) AS id', [code]));
  return {
    async codes() {
      const rows = await database.global((query) =>
        query.rows<{ code: string }>('SELECT code FROM consortium_codes() AS code ORDER BY code COLLATE "C"'),
      );
      return rows.map(({ code }) => code);
    },
    async find(code, version) {
      const { id } = await idOf(code);
      return id === null ? undefined : database.read(id, (query) => find(query, id, version));
    },
    open: (consortiumId) => database.read(consortiumId, (query) => find(query, consortiumId)),
    booked: (consortiumId) =>
      database.read(consortiumId, async (query) => {
        const found = await query.one<{ contracts: string[]; through: Month | null }>(
          `SELECT ARRAY(SELECT DISTINCT contract FROM stop_loss_posting ORDER BY contract) AS contracts,
             (SELECT ${monthOf('max(month)')} FROM monthly_charge) AS through`,
        );
        return { contracts: found.contracts, chargedThrough: found.through ?? undefined };
      }),
    async record(registration) {
      const { code, name, currency, fiscalYearStart, sha256 } = registration;
      let { id } = await idOf(code);
      if (id === null) {
        const opened = await database.global((query) =>
          query.one<{ id: number }>('SELECT open_consortium($1, $2, $3, $4, $5) AS id', [
            code,
            name,
            currency,
            fiscalYearStart,
            sha256,
          ]),
        );
        id = opened.id;
      }
      const consortiumId = id;
      try {
        const refusal = await database.unitOfWork(consortiumId, (query) =>
          record(query, consortiumId, registration),
        );
        return refusal ?? true;
      } catch (error) {
        if (isUniqueViolation(error, 'consortium_document_pkey')) return false;
        throw error;
      }
    },
  };
}

async function find(
  query: Query,
  consortiumId: number,
  version?: number,
): Promise<StoredConsortium | undefined> {
  const latest = await query.oneOrNone<{ version: number; sha256: string; content: string }>(
    `SELECT version, sha256, content FROM consortium_document WHERE version = coalesce($1::int4, version)
     ORDER BY version DESC LIMIT 1`,
    [version],
  );
  if (latest === undefined) return undefined;
  return {
    consortiumId,
    documentVersion: latest.version,
    sha256: latest.sha256,
    content: latest.content,
    members: await idsByCode(query, 'member'),
    plans: await idsByCode(query, 'plan'),
  };
}

async function idsByCode(query: Query, kind: 'member' | 'plan'): Promise<Map<string, number>> {
  const rows = await query.rows<{ code: string; id: number }>(
    `SELECT code, ${kind}_id AS id FROM ${kind} ORDER BY ${kind}_id`,
  );
  return new Map(rows.map(({ code, id }) => [code, id]));
}

async function record(
  query: Query,
  consortiumId: number,
  registration: ConsortiumRegistration,
): Promise<Refusal | undefined> {
  const { name, fiscalYearStart, sha256, content, members, plans, decisions, resolutions } = registration;
  // No run may be cut, and no claim come in, while it is said which claims the document decides differently.
  if (registration.planChanges.length > 0) await lockIntake(query, consortiumId);
  await query.run(
    'UPDATE consortium SET name = $2, fiscal_year_start = $3, document_hash = $4 WHERE consortium_id = $1',
    [consortiumId, name, fiscalYearStart, sha256],
  );
  const version = registration.afterVersion + 1;
  await query.run('INSERT INTO consortium_document (version, sha256, content) VALUES ($1, $2, $3)', [
    ...[version, sha256, content],
  ]);
  const effect = { effect: 'consortium document', factId: version };
  const refusal = await useResolutions(query, decisions, resolutions, effect);
  if (refusal !== undefined) return refusal;
  for (const [kind, codes] of [
    ['member', members],
    ['plan', plans],
  ] as const) {
    const known = await idsByCode(query, kind);
    for (const code of codes) {
      if (known.has(code)) continue;
      const id = await nextIdentifiers(query, kind);
      await query.run(`INSERT INTO ${kind} (${kind}_id, code) VALUES ($1, $2)`, [id, code]);
    }
  }
  if (registration.planChanges.length > 0) await noteChanges(query, version, registration);
  return undefined;
}

/**
 * Notes the families with claims that a plan decides differently: those decided under it on these days, and those of a
 * run that is under way, which decides by the version before.
 */
async function noteChanges(
  query: Query,
  version: number,
  { planChanges, receivedDay }: ConsortiumRegistration,
): Promise<void> {
  const plans = await idsByCode(query, 'plan');
  for (const { plan, from, to } of planChanges) {
    const planId = plans.get(plan)!;
    const families = await query.rows<{ id: number }>(FAMILIES, [
      planId,
      dayText(from),
      to === undefined ? null : dayText(to),
    ]);
    if (families.length === 0) continue;
    const firstId = await nextIdentifiers(query, 'change', families.length);
    await query.run(
      `INSERT INTO change (change_id, kind, subscriber_id, person_id, plan_id, from_day, to_day, received_day, document_version)
       SELECT $1::int8 + place - 1, 'plan', id, 0, $2, $3, $4, $5, $6
       FROM unnest($7::int8[]) WITH ORDINALITY AS family (id, place)`,
      [
        ...[
          firstId,
          planId,
          dayText(from),
          to === undefined ? null : dayText(to),
          dayText(receivedDay),
          version,
        ],
        families.map(({ id }) => id),
      ],
    );
  }
}

const FAMILIES = `SELECT DISTINCT c.subscriber_id AS id FROM decision d JOIN claim c USING (consortium_id, claim_id, version)
  WHERE d.plan_id = $1 AND d.service_day >= $2 AND ($3::date IS NULL OR d.service_day <= $3)
  UNION
  SELECT c.subscriber_id FROM claim c JOIN run r ON c.claim_id BETWEEN r.claim_from AND r.claim_to
  WHERE r.run_id = (SELECT max(run_id) FROM run) AND EXISTS (SELECT FROM run_cut u WHERE u.consortium_id = r.consortium_id AND u.run_id = r.run_id AND NOT EXISTS (
    SELECT FROM run_partition p WHERE p.consortium_id = u.consortium_id AND p.run_id = u.run_id AND p.partition = u.partition))
  ORDER BY id`;
