const statusOf = { invalid: 400, forbidden: 403, missing: 404, conflict: 409 } as const;

/** A refusal that the person can understand. Anything else thrown is a fault of ours. */
export class Problem extends Error {
  readonly kind: keyof typeof statusOf;
  constructor(kind: keyof typeof statusOf, message: string) {
    super(message);
    this.name = 'Problem';
    this.kind = kind;
  }
  get status(): 400 | 403 | 404 | 409 {
    return statusOf[this.kind];
  }
}

/** What was sent cannot be used; the message names the place and the remedy. */
export function invalid(message: string): Problem {
  return new Problem('invalid', message);
}
/** `forbidden('review hits')` reads "You may not review hits."; `who` is a sentence that says who may, and so whom to ask. */
export function forbidden(what: string, who?: string): Problem {
  return new Problem('forbidden', `You may not ${what}.${who ? ` ${who}` : ''}`);
}
/** `missing('This course')` reads "This course was not found". Also the answer for what belongs to another school. */
export function missing(what: string): Problem {
  return new Problem('missing', `${what} was not found.`);
}
/** Somebody else was faster; the message says what stands now. */
export function conflict(message: string): Problem {
  return new Problem('conflict', message);
}
