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
  /** What was asked for, and how far it is about a step of a programme rather than about being there. */
  readonly criteria: string;
  readonly isStep: boolean;
  readonly validUntil: string | null;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBecause: string | null;
};

/** What somebody did who is certified to have been there; in minutes, where so many were asked for. */
export function attendanceCriteria(minimumMinutes: number | null): string {
  if (minimumMinutes === null) return 'Being there.';
  return `Being there for at least ${minimumMinutes === 1 ? '1 minute' : `${minimumMinutes} minutes`}.`;
}

/** What it certifies, in one sentence. */
export function certifies({ holder, title, onDay, minutes, isStep }: Certificate): string {
  const time = minutes === null ? '' : ` for ${minutes === 1 ? '1 minute' : `${minutes} minutes`}`;
  if (isStep) return `${holder ?? 'Somebody'} did what “${title}” asks for, by ${day(onDay)}.`;
  return `${holder ?? 'Somebody'} took part in “${title}” on ${day(onDay)}${time}.`;
}

/** What it does not say. */
export function saysNoMore({ isStep }: Pick<Certificate, 'isStep'>): string {
  if (isStep) return 'It says that what is written above was done. It measures no skill, and nothing about patients.';
  return 'It says that somebody was there. It says nothing about what they can do.';
}

/** Until when it is valid, where it has an end; `today` is `2026-10-08`. */
export function validity({ validUntil }: Pick<Certificate, 'validUntil'>, today: string): string | null {
  if (validUntil === null) return null;
  return validUntil < today ? `It was valid until ${day(validUntil)}.` : `It is valid until ${day(validUntil)}.`;
}

/** A certificate as a document in reading order; `address` is where anybody checks it. */
export function certificateBlocks(certificate: Certificate, address: string): PdfBlock[] {
  const { kind, issuer, words, criteria, isStep, validUntil, issuedAt, revokedAt, revokedBecause } = certificate;
  const paragraph = (text: string) => ({ kind: 'paragraph' as const, text });
  return [
    { kind: 'heading', level: 1, text: kind },
    ...(revokedAt === null ? [] : [paragraph(`Revoked: ${revokedBecause}`)]),
    paragraph(certifies(certificate)),
    ...(isStep ? [paragraph(`What was asked for: ${criteria}`)] : []),
    ...(words === '' ? [] : [paragraph(words)]),
    ...(validUntil === null ? [] : [paragraph(`Valid until ${day(validUntil)}.`)]),
    paragraph(`Given by ${issuer}, ${dayIn(issuedAt, zone)}.`),
    paragraph(saysNoMore(certificate)),
    { kind: 'paragraph', isSmall: true, text: `Check it at ${address}` },
  ];
}
