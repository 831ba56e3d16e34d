const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order in which a person reads codes: 1.2 before 1.10. Codes stay texts: 1.1 and 1.10 are two. */
export function inNaturalOrder(one: string, other: string): number {
  return collator.compare(one, other);
}
