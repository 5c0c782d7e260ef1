/**
 * The demo's claims as columns of numbers: about 13 bytes a line and 13 a claim, where an object would take a hundred
 * and more. The lines of claim c are those from `firstLine[c]` to before `firstLine[c + 1]`.
 */
export class ClaimColumns {
  claims = 0;
  lines = 0;
  /** By claim: index of the person, of the provider, days since 1970-01-01. */
  person = new Uint32Array(1024);
  provider = new Uint16Array(1024);
  day = new Uint16Array(1024);
  received = new Uint16Array(1024);
  firstLine = new Uint32Array(1025);
  /** By line: index of the service, 1 where out of network, index of the procedure, cents. */
  service = new Uint8Array(2048);
  outOfNetwork = new Uint8Array(2048);
  procedure = new Uint16Array(2048);
  charge = new Uint32Array(2048);
  allowed = new Uint32Array(2048);

  /** Adds a claim without lines and returns its index; its lines are added next. */
  addClaim(person: number, provider: number, day: number, received: number): number {
    const claim = this.claims;
    if (claim === this.person.length) this.#growClaims();
    this.person[claim] = person;
    this.provider[claim] = provider;
    this.day[claim] = day;
    this.received[claim] = received;
    this.firstLine[claim] = this.lines;
    this.firstLine[claim + 1] = this.lines;
    this.claims += 1;
    return claim;
  }

  /** Adds a line to the claim added last. */
  addLine(service: number, outOfNetwork: number, procedure: number, charge: number, allowed: number): void {
    const line = this.lines;
    if (line === this.service.length) this.#growLines();
    this.service[line] = service;
    this.outOfNetwork[line] = outOfNetwork;
    this.procedure[line] = procedure;
    this.charge[line] = charge;
    this.allowed[line] = allowed;
    this.lines += 1;
    this.firstLine[this.claims] = this.lines;
  }

  /** Adds a claim with the same content that came on another day. */
  addCopy(claim: number, received: number): void {
    this.addClaim(this.person[claim]!, this.provider[claim]!, this.day[claim]!, received);
    for (let line = this.firstLine[claim]!; line < this.firstLine[claim + 1]!; line += 1) {
      this.addLine(
        this.service[line]!,
        this.outOfNetwork[line]!,
        this.procedure[line]!,
        this.charge[line]!,
        this.allowed[line]!,
      );
    }
  }

  /** The indexes of the claims that `wanted` takes, by the day received, on one day as they were added. */
  byReceived(wanted: (claim: number) => boolean): Uint32Array {
    let [first, last, count] = [65_535, 0, 0];
    for (let claim = 0; claim < this.claims; claim += 1) {
      if (!wanted(claim)) continue;
      count += 1;
      first = Math.min(first, this.received[claim]!);
      last = Math.max(last, this.received[claim]!);
    }
    const next = new Uint32Array(Math.max(0, last - first) + 2);
    for (let claim = 0; claim < this.claims; claim += 1) {
      if (wanted(claim)) next[this.received[claim]! - first + 1]! += 1;
    }
    for (let day = 1; day < next.length; day += 1) next[day]! += next[day - 1]!;
    const order = new Uint32Array(count);
    for (let claim = 0; claim < this.claims; claim += 1) {
      if (!wanted(claim)) continue;
      const day = this.received[claim]! - first;
      order[next[day]!] = claim;
      next[day]! += 1;
    }
    return order;
  }

  #growClaims(): void {
    const size = this.person.length * 2;
    this.person = grown(this.person, new Uint32Array(size));
    this.provider = grown(this.provider, new Uint16Array(size));
    this.day = grown(this.day, new Uint16Array(size));
    this.received = grown(this.received, new Uint16Array(size));
    this.firstLine = grown(this.firstLine, new Uint32Array(size + 1));
  }

  #growLines(): void {
    const size = this.service.length * 2;
    this.service = grown(this.service, new Uint8Array(size));
    this.outOfNetwork = grown(this.outOfNetwork, new Uint8Array(size));
    this.procedure = grown(this.procedure, new Uint16Array(size));
    this.charge = grown(this.charge, new Uint32Array(size));
    this.allowed = grown(this.allowed, new Uint32Array(size));
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
