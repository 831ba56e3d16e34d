import * as z from 'zod';

/** A day as a form or an address has it, 1900 to 2199: the database knows no year 0, and no other was meant. `wrong` says what to write. */
export function dayOf(wrong: string) {
  return z.string(wrong).refine((said) => z.iso.date().safeParse(said).success && said >= '1900-01-01' && said < '2200-01-01', wrong);
}
