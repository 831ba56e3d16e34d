import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';

/** What an item can be, as the address says it. */
export const itemKinds = ['session', 'case', 'guide', 'rubric', 'slides', 'recording', 'handout', 'assessment'] as const;
export type ItemKind = (typeof itemKinds)[number];
/** The phases of a programme that every school shares. */
export const phases = ['pre-clerkship', 'clerkship', 'post-clerkship'] as const;
export type Phase = (typeof phases)[number];
/** How a session is held. */
export const formats = ['in-person', 'online', 'hybrid', 'self-paced'] as const;
export type Format = (typeof formats)[number];
/** Who may read a version: the school's own people, everybody of the collaborative, or everybody. */
export const visibilities = ['school', 'collaborative', 'public'] as const;
export type Visibility = (typeof visibilities)[number];

/** The item that an address names: its short name. What is none names nothing. */
export function itemSlug(said: unknown): string {
  return addressed(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), said, 'This item');
}

/** The number of a version in an address. */
export function versionNumber(said: unknown): number {
  return addressed(z.coerce.number().int().min(1).max(10_000), said, 'This version');
}

/** The id that an address names; `what` is missing where it is none. */
export function idOf(said: unknown, what: string): string {
  return addressed(z.uuid(), said, what);
}
