-- What a restore needs beyond a bulk load: to fill every table, and to open the consortium that the rows belong to.
--
-- One role has to do all of it, because what two roles write cannot be committed as one; and it has to be the loader,
-- because only COPY is fast enough and COPY FROM is refused under row-level security. It may still only INSERT: it
-- reads nothing, changes nothing, and names no tenant.

DO $$
DECLARE
  name text;
  columns text;
BEGIN
  FOR name, columns IN
    SELECT c.table_name, string_agg(quote_ident(c.column_name), ', ') FILTER (WHERE c.column_name <> 'consortium_id')
    FROM information_schema.columns c
    WHERE c.table_schema = 'poolbook' AND c.table_name <> 'consortium'
    GROUP BY c.table_name HAVING bool_or(c.column_name = 'consortium_id')
  LOOP
    EXECUTE format('GRANT INSERT (%s) ON poolbook.%I TO poolbook_loader', columns, name);
  END LOOP;
END
$$;

GRANT EXECUTE ON FUNCTION poolbook.open_consortium(text, text, text, text, text) TO poolbook_loader;
GRANT EXECUTE ON FUNCTION poolbook.refresh_statistics() TO poolbook_loader;
