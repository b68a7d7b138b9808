// Desk: who answers in the store's own thread.

export interface Desk {
  /** `what` is what the kind of question wants */
  answer(kind: string, what: object): unknown;
  stop(): Promise<void> | void;
}
