-- Claims that come one by one are decided as they come, in groups: each group is an import and a run of one partition, so
-- that there are very many of both. By which version of the document a batch was decided is then asked by the batch.
CREATE INDEX run_partition_by_batch ON poolbook.run_partition (consortium_id, batch_id);

-- What a role may do is asked by every statement, once for each of its tables: a group of live claims writes to fifteen. The
-- answers are as before; in this language a connection keeps the plan of the question.
CREATE OR REPLACE FUNCTION poolbook.reads(kind text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = poolbook, pg_temp
AS $$
BEGIN
  RETURN coalesce((SELECT r.reads FROM poolbook.role_rights() r
    WHERE r.role = current_setting('poolbook.role', true) AND r.kind = $1), 'none');
END
$$;

CREATE OR REPLACE FUNCTION poolbook.writes(kind text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = poolbook, pg_temp
AS $$
BEGIN
  RETURN coalesce((SELECT r.writes FROM poolbook.role_rights() r
    WHERE r.role = current_setting('poolbook.role', true) AND r.kind = $1), false);
END
$$;
