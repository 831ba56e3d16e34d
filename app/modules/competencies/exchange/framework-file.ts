import type { Message } from '#app/platform/message.ts';
import type { CommonPhase, Kind } from '../outline.ts';

/** Anything that JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
/** Named values in the spelling of CASE 1.1. */
export type Properties = { readonly [name: string]: Json };

/** A link of CASE to something that has an identifier. */
export type Link = { readonly title: string; readonly identifier: string; readonly uri: string; readonly targetType?: string };

/** An item as a file says it, in the words of our tables. `stableId` is its CASE identifier; a parent comes before its children. */
export type FileItem = {
  readonly stableId: string;
  /** False when the file had no CASE identifier for it and one was made from its id, its code or its text. */
  readonly hasOwnId: boolean;
  readonly parentStableId: string | null;
  /** Its place among the children of its parent, from 1. */
  readonly position: number;
  readonly kind: Kind;
  readonly phase: CommonPhase | null;
  readonly code: string | null;
  readonly shortTitle: string | null;
  readonly text: string;
  readonly publishedText: string | null;
  readonly itemType: string | null;
  /** What CASE says of an item beyond these. */
  readonly details: Properties;
  readonly extensions: Properties;
  /** The identifier of its place under its parent (its isChildOf). */
  readonly associationId: string;
  /** When it was last changed (ISO 8601 with a zone); null when the file does not say. */
  readonly changedAt: string | null;
};

/** What relates two items beyond the tree. An end within the framework has no link: its item names it. */
export type FileAssociation = {
  readonly stableId: string;
  readonly type: string;
  readonly originStableId: string;
  readonly destinationStableId: string;
  readonly origin: Link | null;
  readonly destination: Link | null;
  readonly position: number | null;
  readonly groupingLink: Link | null;
  readonly note: string | null;
  readonly extensions: Properties;
  readonly changedAt: string | null;
};

/** A framework in one version: what every format is read into and written from. */
export type FrameworkFile = {
  /** The identifier of its document; null when the format has none. */
  readonly stableId: string | null;
  readonly title: string;
  readonly creator: string;
  /** The version as its makers number it; null when they do not say. */
  readonly number: string | null;
  /** The adoption status as the file says it. */
  readonly changedAt: string | null;
  /** What CASE says of the document beyond these. */
  readonly document: Properties;
  readonly definitions: Properties;
  readonly rubrics: readonly Properties[];
  /** Of the document; those of the package as a whole are in `concord.package`. */
  readonly extensions: Properties;
  readonly items: readonly FileItem[];
  readonly associations: readonly FileAssociation[];
};

/** How a file was read. `file` is null when it was refused as a whole; then the first message says why. */
export type ReadFramework = { readonly format: string; readonly file: FrameworkFile | null; readonly messages: readonly Message[] };
