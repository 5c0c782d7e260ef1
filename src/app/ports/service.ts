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

/** The service at work. */
export interface RunningService {
  /** Where people find it. */
  readonly origin: string;
  readonly signOn: SignOn;
  /** Lets what is under way end, takes nothing new, and writes what is still to be kept. The stores stay open. */
  close(): Promise<void>;
}

/** Starts the service over stores that were opened. Fails with `address_in_use`; refuses addresses that are none. */
export type StartService = (stores: Stores, address: ServiceAddress) => Promise<RunningService | Refusal>;
