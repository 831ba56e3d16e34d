import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';
import { quoted } from '#app/platform/kept-text.ts';
import type { Message, Part } from './inventory.ts';
import type { ReferenceLines } from './inventory-tally.ts';

/** What an element's rule may do: know its line, hand over a part, and tell a person something about a place. */
export type Desk = {
  /** Line of the element whose text is being closed. */
  line(): number;
  emit(part: Part, lines?: ReferenceLines): void;
  say(message: Message): void;
};

/** The attributes of an element, by the name as written. */
export type Attributes = SaxesTagNS['attributes'];

/** The names that an element's vocabulary goes by here; `ci` is the inventory's own. */
export type Family = 'ci' | 'lom' | 'a' | 'cf' | 'co' | 'hx' | 'm';

/** How an element is read: the elements that may stand in it, and how much of its own text is kept (0: none). */
export type Rule = {
  families: readonly Family[];
  children: ReadonlyMap<string, Rule>;
  limit: number;
  /** Known, and of no use here: passed over without a word. */
  isPassedOver: boolean;
  /** Begins something that is handed over as one, of which there may be only so much. */
  isPart: boolean;
  open?: (attributes: Attributes, line: number) => void;
  close?: (text: string) => void;
};

type Options = {
  families?: readonly Family[];
  children?: Record<string, Rule>;
  open?: (attributes: Attributes, line: number) => void;
  close?: (text: string) => void;
  isPart?: boolean;
};

/** Characters that are kept of a name or a label; of a reference or an id; of a title; of a text. */
export const limits = { name: 1000, reference: 3000, title: 10_000, text: 50_000 } as const;

/** A rule for an element that holds others. */
export function container(children: Record<string, Rule>, options: Omit<Options, 'children'> = {}): Rule {
  return rule(0, { ...options, children });
}

/** A rule for an element that holds text, of which at most `limit` characters are kept; `close` gets it trimmed. */
export function textElement(limit: number, close: (text: string) => void, options: Omit<Options, 'close'> = {}): Rule {
  return rule(limit, { ...options, close });
}

/** A rule for an element that is known and not needed. */
export function passedOver(...families: Family[]): Rule {
  return { ...rule(0, { families }), isPassedOver: true };
}

function rule(limit: number, { families = ['ci'], children = {}, open, close, isPart = false }: Options): Rule {
  return {
    families,
    children: new Map(Object.entries(children)),
    limit,
    isPassedOver: false,
    isPart,
    ...(open && { open }),
    ...(close && { close }),
  };
}

/** The value of an attribute by its name without prefix, trimmed; null when it is not there. */
export function attributeOf(attributes: Attributes, local: string): string | null {
  const direct = attributes[local];
  if (direct) return direct.value.trim();
  for (const name in attributes) {
    const attribute: SaxesAttributeNS | undefined = attributes[name];
    if (attribute?.local === local && attribute.prefix !== 'xmlns') return attribute.value.trim();
  }
  return null;
}

/** A title on one line: runs of spaces, tabs and line ends become one space. */
export function onOneLine(text: string): string {
  return /[\t\n\r]| {2}/.test(text) ? text.replace(/[ \t\n\r]+/g, ' ') : text;
}

/** Null for an empty text. */
export function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** `true`, `1`, `false` or `0`; null for anything else. */
export function readBoolean(text: string | null): boolean | null {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  return null;
}

/** What was found, in words: the value in quotation marks, or that nothing stands there. */
export function asFound(value: string): string {
  return value === '' ? 'an empty value' : quoted(value);
}

/** An attribute as found, in words: how it is written, or that it is missing. */
export function asWritten(name: string, value: string | null): string {
  return value === null ? `No ${name}` : `${name}=${quoted(value)}`;
}
