import type { PlainTable } from './plain-table.ts';

/** A quote as a report prints it: who said it goes by a pseudonym, and whoever makes one asks first whether it may be quoted. */
export type QuoteLine = {
  readonly text: string;
  readonly speaker: string | null;
  readonly session: string | null;
  readonly site: string | null;
  readonly theme: string | null;
  readonly codes: readonly string[];
  readonly memo: string | null;
};

/** Quotes as a table, a row for each. */
export function quoteTable(title: string, quotes: readonly QuoteLine[]): PlainTable {
  const columns = [
    { title: 'Quote', width: 80 },
    ...['Speaker', 'Session', 'Site'].map((each) => ({ title: each, width: 20 })),
    ...['Theme', 'Codes', 'Memo'].map((each) => ({ title: each, width: 40 })),
  ];
  const rows = quotes.map(({ text, speaker, session, site, theme, codes, memo }) => [
    ...[text, speaker, session, site, theme, codes.join('; '), memo],
  ]);
  return { title, columns, rows };
}

/** Who said it, in a line below a quote: what is known of it, from the speaker on. */
export function attribution({ speaker, session, site }: Pick<QuoteLine, 'speaker' | 'session' | 'site'>): string {
  return [speaker, session, site].filter(Boolean).join(', ');
}

/** Quotes by theme in the order in which each theme comes first; those without one last. */
export function quotesByTheme(quotes: readonly QuoteLine[]): { theme: string | null; quotes: QuoteLine[] }[] {
  const themes = new Map<string | null, QuoteLine[]>();
  for (const quote of quotes) themes.set(quote.theme, [...(themes.get(quote.theme) ?? []), quote]);
  const groups = [...themes].map(([theme, all]) => ({ theme, quotes: all }));
  return [...groups.filter(({ theme }) => theme !== null), ...groups.filter(({ theme }) => theme === null)];
}
