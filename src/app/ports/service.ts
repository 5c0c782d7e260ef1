import type { Refusal } from '../../core/refusal.ts';
import type { SignOn } from './identity.ts';
import type { Stores } from './stores.ts';

/** Where the service listens. */
export interface ServiceAddress {
  readonly host: string;
  readonly port: number;
  /** True for a structured line of each answer, on standard output. */
  readonly log: boolean;
  /** Whether it does jobs as well; default: it does. */
  readonly hasWorker?: boolean;
}

/** Who there is in the demonstration, all with one password, for the switch between its roles. */
export interface DemoPeople {
  readonly people: readonly { readonly role: string; readonly email: string }[];
  readonly password: string;
}

/** The service at work. */
export interface RunningService {
  /** Where people find it. */
  readonly origin: string;
  readonly signOn: SignOn;
  /** Lets whoever comes from now on become one of these without a password: for a demonstration alone. */
  showDemo(people: DemoPeople): void;
  /** Lets what is under way end, takes nothing new, and writes what is still to be kept. The stores stay open. */
  close(): Promise<void>;
}

/** Starts the service over stores that were opened. Fails with `address_in_use`; refuses addresses that are none. */
export type StartService = (stores: Stores, address: ServiceAddress) => Promise<RunningService | Refusal>;
