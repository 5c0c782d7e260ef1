/** A letter to one person, in plain text. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** How letters are sent. */
export interface Mail {
  send(letter: Letter): Promise<void>;
}
