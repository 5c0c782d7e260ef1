/** What the queue carries: the numbers of what is to be done, and nothing of it. */
export interface QueueMessage {
  readonly consortium: number;
  readonly [name: string]: number;
}

/** The queues that there are (src/store/install-queue.ts). */
export type QueueName = 'job' | 'given-up' | 'delivery';

/**
 * Says what is to be done next, to any worker on any machine. What is done is said by the facts alone: a message may come
 * twice, or after its work was done.
 */
export interface Queue {
  /**
   * Takes messages as they come, `streams` at once. A message whose work throws comes again, to any worker, later each
   * time; so does one whose worker is gone. `attempt` is 1 at first.
   */
  work(
    name: QueueName,
    streams: number,
    handle: (message: QueueMessage, attempt: number) => Promise<void>,
  ): Promise<void>;
  /** Asks for help with what is under way: taken only where nothing else waits. */
  send(name: QueueName, message: QueueMessage): Promise<void>;
  /** Takes no more, and gives back at once what is under way, for others to take up. */
  close(): Promise<void>;
}
