-- What is derived can be put right: `poolbook rebuild --write` replaces rows that differ from what the facts say.
-- Facts stay append-only; coverage_span could be changed before, as each import of enrolment brings it up to date.
GRANT UPDATE, DELETE ON poolbook.accumulator_delta, poolbook.balance_delta, poolbook.claim_rollup TO poolbook_app;

-- The chunks of claims too; nothing changes one in place.
GRANT DELETE ON poolbook.claim_chunk TO poolbook_app;
