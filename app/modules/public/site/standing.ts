import type { TagKind } from '#app/ui/tag.tsx';
import type { PageKind } from './page-address.ts';

/** What is written, in a word. */
export const kindWords: Readonly<Record<PageKind, string>> = {
  page: 'Page',
  update: 'Update',
  home: 'Front page',
  work: 'Our work',
  members: 'Members',
};

type Stand = { publishedNumber: number | null; number: number; firstPublishedAt: Date | null; publishAt: Date | null };

/** How a page stands: who can read it, and whether something newer waits. */
export function standingOf({ publishedNumber, number, firstPublishedAt, publishAt }: Stand): { words: string; kind: TagKind } {
  if (publishAt) return { words: 'Planned', kind: 'attention' };
  if (publishedNumber === null) return firstPublishedAt ? { words: 'Taken back', kind: 'plain' } : { words: 'Draft', kind: 'plain' };
  return publishedNumber === number ? { words: 'Public', kind: 'success' } : { words: 'Public, with a newer draft', kind: 'attention' };
}

/** In which words of a page a picture is shown. */
export const shownWords = { public: 'public', draft: 'a draft', earlier: 'earlier words' } as const;
