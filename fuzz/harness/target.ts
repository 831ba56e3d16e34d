/** One parser under fire: what it is fed at first, the words of its format, and how it is run. */
export type Target = {
  /** Whole files to begin with, small ones; real ones where `REAL_DATA` names their folder. */
  seeds(): Buffer[];
  /** Words that mean something in the format. */
  readonly dictionary: readonly string[];
  /** The files are ZIP files, whose parts are changed and packed again. */
  readonly isZip?: true;
  /**
   * Reads the bytes, which also lie at `path`, and checks what the parser promises of any input. Answers what the parser had to say, in words. What it
   * throws is a finding.
   */
  run(bytes: Buffer, path: string): Promise<string[]>;
};

/** Why a case is a finding. */
export type Finding = { readonly kind: 'crash' | 'hang' | 'memory'; readonly message: string };

/** How a case ended: what the parser said, or a finding. */
export type Outcome = { readonly said: readonly string[]; readonly finding: null } | { readonly said: null; readonly finding: Finding };
