import { writeUtf8 } from './bytes.ts';

/**
 * A message put together piece by piece to be hashed at once. Its memory is used again for the next one: to ask for new
 * memory each time takes longer than to hash what is put there. So `view` holds until `begin`, and nobody may keep it.
 */
export class Message {
  #bytes = new Uint8Array(4096);
  #length = 0;

  begin(): this {
    this.#length = 0;
    return this;
  }

  byte(byte: number): this {
    this.#reserve(1);
    this.#bytes[this.#length] = byte;
    this.#length += 1;
    return this;
  }

  bytes(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** A text in UTF-8, where no unit needs more than three bytes. */
  text(text: string): this {
    this.#reserve(3 * text.length);
    this.#length = writeUtf8(text, this.#bytes, this.#length);
    return this;
  }

  get view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + length));
    larger.set(this.view);
    this.#bytes = larger;
  }
}
