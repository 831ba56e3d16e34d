import type { PdfBlock } from '#app/platform/tagged-pdf.server.ts';
import { day, dayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';

/** What a certificate says. `onDay` is `2026-10-08`; `holder` null once its holder had it removed. */
export type Certificate = {
  readonly code: string;
  readonly kind: string;
  readonly title: string;
  readonly holder: string | null;
  readonly issuer: string;
  readonly minutes: number | null;
  readonly onDay: string;
  readonly words: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBecause: string | null;
};

/** What it certifies, in one sentence. */
export function certifies({ holder, title, onDay, minutes }: Certificate): string {
  const time = minutes === null ? '' : ` for ${minutes === 1 ? '1 minute' : `${minutes} minutes`}`;
  return `${holder ?? 'Somebody'} took part in “${title}” on ${day(onDay)}${time}.`;
}

/** What it does not say. */
export const saysNoMore = 'It says that somebody was there. It says nothing about what they can do.';

/** A certificate as a document in reading order; `address` is where anybody checks it. */
export function certificateBlocks(certificate: Certificate, address: string): PdfBlock[] {
  const { kind, issuer, words, issuedAt, revokedAt, revokedBecause } = certificate;
  return [
    { kind: 'heading', level: 1, text: kind },
    ...(revokedAt === null ? [] : [{ kind: 'paragraph' as const, text: `Revoked: ${revokedBecause}` }]),
    { kind: 'paragraph', text: certifies(certificate) },
    ...(words === '' ? [] : [{ kind: 'paragraph' as const, text: words }]),
    { kind: 'paragraph', text: `Given by ${issuer}, ${dayIn(issuedAt, zone)}.` },
    { kind: 'paragraph', text: saysNoMore },
    { kind: 'paragraph', isSmall: true, text: `Check it at ${address}` },
  ];
}
