-- Who people are and how they prove it, what each is in which consortium, invitations, and keys of machines.
--
-- People span consortia, so this schema has no tenant of its own. poolbook_identity works on the tables of sign-on and on
-- nothing else; poolbook_app works on memberships, invitations and keys, within its tenant and its viewer's role, and sees
-- no password, session or second factor.

CREATE SCHEMA identity;
REVOKE ALL ON SCHEMA identity FROM PUBLIC;
GRANT USAGE ON SCHEMA identity TO poolbook_app, poolbook_identity;

-- Sign-on. The columns are those of the library better-auth, by its names; a test holds them to what it asks for.

CREATE TABLE identity.person (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text COLLATE "C" NOT NULL UNIQUE CHECK (email = lower(email)),
  "emailVerified" boolean NOT NULL,
  image text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "twoFactorEnabled" boolean
);

CREATE TABLE identity.session (
  id text PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  token text COLLATE "C" NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL REFERENCES identity.person (id) ON DELETE CASCADE
);
CREATE INDEX "session_userId_idx" ON identity.session ("userId");

-- A session ends 30 minutes after it was last used and 12 hours after it began, whatever the program asks for.
CREATE FUNCTION identity.end_of_session() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW."expiresAt" := least(NEW."expiresAt", now() + interval '30 minutes', NEW."createdAt" + interval '12 hours');
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION identity.end_of_session() FROM PUBLIC;
CREATE TRIGGER end_of_session BEFORE INSERT OR UPDATE ON identity.session
  FOR EACH ROW EXECUTE FUNCTION identity.end_of_session();

-- A way to sign on: a password (its hash), or an account at a provider of OpenID Connect.
CREATE TABLE identity.account (
  id text PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES identity.person (id) ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX "account_userId_idx" ON identity.account ("userId");

-- What waits for an answer: a challenge, a link to set a password, a second factor.
CREATE TABLE identity.verification (
  id text PRIMARY KEY,
  identifier text COLLATE "C" NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier_idx ON identity.verification (identifier);

CREATE TABLE identity.second_factor (
  id text PRIMARY KEY,
  secret text NOT NULL,
  "backupCodes" text NOT NULL,
  "userId" text NOT NULL REFERENCES identity.person (id) ON DELETE CASCADE,
  verified boolean,
  "failedVerificationCount" int4,
  "lockedUntil" timestamptz
);
CREATE INDEX second_factor_secret_idx ON identity.second_factor (secret);
CREATE INDEX "second_factor_userId_idx" ON identity.second_factor ("userId");

CREATE TABLE identity.passkey (
  id text PRIMARY KEY,
  name text,
  "publicKey" text NOT NULL,
  "userId" text NOT NULL REFERENCES identity.person (id) ON DELETE CASCADE,
  "credentialID" text NOT NULL,
  counter int8 NOT NULL,
  "deviceType" text NOT NULL,
  "backedUp" boolean NOT NULL,
  transports text,
  "createdAt" timestamptz,
  aaguid text
);
CREATE INDEX "passkey_userId_idx" ON identity.passkey ("userId");
CREATE INDEX "passkey_credentialID_idx" ON identity.passkey ("credentialID");

GRANT SELECT, INSERT, UPDATE, DELETE ON identity.person, identity.session, identity.account, identity.verification,
  identity.second_factor, identity.passkey TO poolbook_identity;

-- What was done about sign-on. `subject` stands for an address that was typed, which may be nobody's: a keyed hash.
CREATE TABLE identity.event (
  event_id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  kind text COLLATE "C" NOT NULL,
  email text COLLATE "C",
  subject text COLLATE "C",
  consortium text COLLATE "C",
  address text
);
CREATE INDEX event_subject ON identity.event (subject, recorded_at);
GRANT SELECT, INSERT ON identity.event TO poolbook_identity;
GRANT SELECT ON identity.event TO poolbook_app;
ALTER TABLE identity.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY sign_on ON identity.event TO poolbook_identity USING (true);
CREATE POLICY operator ON identity.event FOR SELECT TO poolbook_app
  USING (current_setting('poolbook.role', true) = 'operator');

-- What a person is in a consortium (null: in all, as the operator): one version after the other, the last one holds.
-- A version without a role ends it.
CREATE TABLE identity.membership (
  person_id text COLLATE "C" NOT NULL REFERENCES identity.person (id),
  consortium text COLLATE "C",
  version int4 NOT NULL,
  email text COLLATE "C" NOT NULL,
  name text NOT NULL,
  role text COLLATE "C",
  member text COLLATE "C",
  party text COLLATE "C",
  until date,
  recorded_by text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (person_id, consortium, version),
  CHECK ((consortium IS NULL) = (role = 'operator'))
);

-- An invitation to become that. Of the token that was sent only the hash is kept.
CREATE TABLE identity.invitation (
  invitation_id text COLLATE "C" PRIMARY KEY,
  token_sha256 text COLLATE "C" NOT NULL UNIQUE,
  email text COLLATE "C" NOT NULL CHECK (email = lower(email)),
  consortium text COLLATE "C",
  role text COLLATE "C" NOT NULL,
  member text COLLATE "C",
  party text COLLATE "C",
  until date,
  invited_by text COLLATE "C" NOT NULL,
  invited_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz,
  revoked_by text COLLATE "C",
  CHECK ((consortium IS NULL) = (role = 'operator'))
);

-- The key of a machine, which acts in one role in one consortium (null: as the operator) until a day. The key itself is
-- 256 bits of chance, so that its plain SHA-256 tells nothing of it, and a look-up by the hash tells nothing by its time.
CREATE TABLE identity.machine_key (
  key_id text COLLATE "C" PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  key_sha256 text COLLATE "C" NOT NULL UNIQUE,
  consortium text COLLATE "C",
  role text COLLATE "C" NOT NULL,
  member text COLLATE "C",
  party text COLLATE "C",
  made_by text COLLATE "C" NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_by text COLLATE "C",
  UNIQUE NULLS NOT DISTINCT (consortium, name),
  CHECK ((consortium IS NULL) = (role = 'operator'))
);

-- poolbook_app sees and writes those of its tenant, as the roles that may: administrator and operator, and the auditor
-- reads. What is of no consortium is the operator's alone.
DO $$
DECLARE
  name text;
  own constant text := '(consortium IS NOT NULL OR current_setting(''poolbook.role'', true) = ''operator'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['membership', 'invitation', 'machine_key'] LOOP
    EXECUTE format('ALTER TABLE identity.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON identity.%I TO poolbook_app '
      'USING (consortium IS NOT DISTINCT FROM (SELECT c.code FROM poolbook.consortium c))', name);
    EXECUTE format('CREATE POLICY reader ON identity.%I AS RESTRICTIVE FOR SELECT TO poolbook_app '
      'USING ((SELECT poolbook.reads(''trail'')) = ''all'' AND %s)', name, own);
    EXECUTE format('CREATE POLICY writer ON identity.%I AS RESTRICTIVE FOR INSERT TO poolbook_app '
      'WITH CHECK ((SELECT poolbook.writes(''key'')) AND %s)', name, own);
    EXECUTE format('CREATE POLICY changer ON identity.%I AS RESTRICTIVE FOR UPDATE TO poolbook_app '
      'USING ((SELECT poolbook.writes(''key'')) AND %s)', name, own);
    EXECUTE format('GRANT SELECT, INSERT ON identity.%I TO poolbook_app', name);
  END LOOP;
END
$$;
GRANT UPDATE (revoked_at, revoked_by) ON identity.invitation, identity.machine_key TO poolbook_app;

-- Sign-on asks before a tenant is known, so the functions below run as the owner. Each answers one question about whoever
-- has proved who it is.

-- What a person is now, and where.
CREATE FUNCTION identity.membership_of(person text)
RETURNS TABLE (consortium text, role text, member text, party text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = identity, pg_temp
AS $$
  SELECT last.consortium, last.role, last.member, last.party
  FROM (SELECT DISTINCT ON (m.consortium) m.* FROM identity.membership m WHERE m.person_id = $1
        ORDER BY m.consortium, m.version DESC) last
  WHERE last.role IS NOT NULL AND (last.until IS NULL OR last.until >= (now() AT TIME ZONE 'UTC')::date)
$$;

-- Whose a key is, by its hash.
CREATE FUNCTION identity.holder_of(key_sha256 text)
RETURNS TABLE (name text, consortium text, role text, member text, party text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = identity, pg_temp
AS $$
  SELECT k.name, k.consortium, k.role, k.member, k.party FROM identity.machine_key k
  WHERE k.key_sha256 = $1 AND k.revoked_at IS NULL AND k.expires_at > now()
$$;

-- Whom an invitation that is still open is for, by the hash of its token.
CREATE FUNCTION identity.invitee_of(token_sha256 text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = identity, pg_temp
AS $$
  SELECT i.email FROM identity.invitation i
  WHERE i.token_sha256 = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
$$;

-- Makes a person what the invitation says, once; the consortium and role, or no row where it is not open for this person.
CREATE FUNCTION identity.accept_invitation(token_sha256 text, person text)
RETURNS TABLE (consortium text, role text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = identity, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  taken identity.invitation;
  who identity.person;
BEGIN
  SELECT p.* INTO who FROM identity.person p WHERE p.id = $2;
  UPDATE identity.invitation i SET accepted_at = now()
  WHERE i.token_sha256 = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now() AND i.email = who.email
  RETURNING i.* INTO taken;
  IF taken.invitation_id IS NULL THEN
    RETURN;
  END IF;
  -- One change of a consortium's people at a time, as in src/store/people.ts.
  PERFORM pg_advisory_xact_lock(hashtextextended('people of ' || coalesce(taken.consortium, ''), 0));
  INSERT INTO identity.membership (person_id, consortium, version, email, name, role, member, party, until, recorded_by)
  SELECT who.id, taken.consortium, 1 + coalesce(max(m.version), 0), who.email, who.name, taken.role, taken.member, taken.party,
    taken.until, taken.invited_by
  FROM identity.membership m WHERE m.person_id = who.id AND m.consortium IS NOT DISTINCT FROM taken.consortium;
  RETURN QUERY SELECT taken.consortium, taken.role;
END
$$;

REVOKE ALL ON FUNCTION identity.membership_of(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION identity.holder_of(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION identity.invitee_of(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION identity.accept_invitation(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.membership_of(text) TO poolbook_identity;
GRANT EXECUTE ON FUNCTION identity.holder_of(text) TO poolbook_identity;
GRANT EXECUTE ON FUNCTION identity.invitee_of(text) TO poolbook_identity;
GRANT EXECUTE ON FUNCTION identity.accept_invitation(text, text) TO poolbook_identity;
