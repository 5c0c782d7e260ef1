import type { Refusal } from '../../core/refusal.ts';
import type { Role } from '../viewer.ts';

/**
 * A role in a consortium, or the operator's in all. `member` is the code of the member organisation that it is held for,
 * `party` that of the insurer.
 */
export interface Holding {
  readonly role: Role | 'operator';
  readonly member?: string | undefined;
  readonly party?: string | undefined;
}

/** Somebody's role as last recorded. `until` is its last day, "2026-12-31"; times are of the form "2026-11-22T09:30:00Z". */
export interface Membership extends Holding {
  readonly person: string;
  readonly email: string;
  readonly name: string;
  readonly version: number;
  readonly until?: string | undefined;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** What a person becomes; without a role, no longer anything. */
export interface MembershipChange {
  readonly person: string;
  readonly holding: (Holding & { readonly until?: string | undefined }) | undefined;
  readonly recordedBy: string;
}

/** An invitation that was sent. */
export interface Invitation extends Holding {
  readonly invitation: string;
  readonly email: string;
  readonly until?: string | undefined;
  readonly invitedBy: string;
  readonly invitedAt: string;
  readonly expiresAt: string;
  readonly state: 'open' | 'accepted' | 'revoked' | 'expired';
}

/** The key of a machine, without the key itself. */
export interface MachineKey extends Holding {
  readonly key: string;
  readonly name: string;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly state: 'in force' | 'revoked' | 'expired';
}

/** What happened about sign-on. */
export interface SignOnEvent {
  readonly recordedAt: string;
  readonly kind: string;
  readonly email?: string | undefined;
  readonly consortium?: string | undefined;
  readonly address?: string | undefined;
}

/**
 * Who is what in a consortium: people, those invited, and machines with their keys. Without a `consortiumId` those who
 * are the operator. Of tokens and keys only their SHA-256 is given and kept.
 */
export interface PeopleStore {
  /** Those who have a role today, by e-mail address. */
  people(consortiumId: number | undefined): Promise<Membership[]>;
  /**
   * Records a further version of somebody's role; nobody else's is recorded meanwhile. `allowed` is asked with all who have
   * a role today; what it refuses is not done.
   */
  record(
    consortiumId: number | undefined,
    change: MembershipChange,
    allowed: (people: readonly Membership[]) => Refusal | undefined,
  ): Promise<Refusal | undefined>;
  invitations(consortiumId: number | undefined): Promise<Invitation[]>;
  invite(
    consortiumId: number | undefined,
    invitation: Omit<Invitation, 'invitedAt' | 'expiresAt' | 'state'> & {
      readonly consortium: string | undefined;
      readonly tokenSha256: string;
      readonly validDays: number;
    },
  ): Promise<void>;
  /** False where there is no such invitation, or it is not open. */
  revokeInvitation(consortiumId: number | undefined, invitation: string, by: string): Promise<boolean>;
  keys(consortiumId: number | undefined): Promise<MachineKey[]>;
  makeKey(
    consortiumId: number | undefined,
    key: Omit<MachineKey, 'madeAt' | 'state'> & {
      readonly consortium: string | undefined;
      readonly keySha256: string;
    },
  ): Promise<void>;
  /** False where there is no such key, or it is revoked already. */
  revokeKey(consortiumId: number | undefined, key: string, by: string): Promise<boolean>;
  /** The last events of sign-on, the latest first; for the operator. */
  events(most: number): Promise<SignOnEvent[]>;
}
