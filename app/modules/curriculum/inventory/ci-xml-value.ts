import type { Attributes } from './ci-xml-element.ts';
import { asFound, asWritten, attributeOf, readBoolean } from './ci-xml-element.ts';
import type { Message } from './inventory.ts';
import { readDate } from './iso-date.ts';

/** What is read: its name, its line, whether it may be absent without a word, and the element in the part where it stands. */
type Written = { readonly name: string; readonly line: number; readonly isOptional?: boolean; readonly element?: string };

/** Says something of a place; the element is '' for the part itself. */
type Say = (element: string, message: Omit<Message, 'path'>, field?: string) => void;

/** Readers of the values of an element: each gives null for what it cannot read, and says so. */
export function valueReaders(say: Say) {
  return {
    /** One of `choices` (by its words in small letters). `words` are the standard's own; another setting of them is read and mentioned. */
    choice<Value extends string>(
      written: string | null,
      choices: Readonly<Record<string, Value>>,
      { words, name, line, isOptional }: Written & { readonly words: readonly string[] },
    ): Value | null {
      const value = choices[(written ?? '').toLowerCase().replace(/\s+/g, ' ')] ?? null;
      if (words.includes(written ?? '') || (written === null && isOptional)) return value;
      say(
        '',
        {
          line,
          severity: 'warning',
          found: asWritten(name, written),
          expected: words.join(', '),
          did: value === null ? `The block was kept; its ${name} is unknown.` : `It was read as ${value}.`,
        },
        name === 'required' ? 'requirement' : name,
      );
      return value;
    },
    boolean(written: string | null, { name, line, isOptional, element = '' }: Written): boolean | null {
      const value = readBoolean(written);
      if (value === null && !(written === null && isOptional))
        say(element, {
          line,
          severity: 'warning',
          found: asWritten(name, written),
          expected: 'true or false',
          did: 'It was kept as unknown.',
        });
      return value;
    },
    /** A whole number from 1. */
    count(attributes: Attributes, name: string, line: number): number | null {
      const written = attributeOf(attributes, name);
      if (written === null) return null;
      const value = /^\d{1,6}$/.test(written) ? Number(written) : 0;
      if (value > 0) return value;
      say('', {
        line,
        severity: 'warning',
        found: asWritten(name, written),
        expected: 'A whole number from 1, or no value at all',
        did: `The ${name} was left out.`,
      });
      return null;
    },
    /** A day of the calendar as `2026-06-30`. */
    date(text: string, element: string): string | null {
      const day = readDate(text);
      if (day === null)
        say(element, {
          severity: 'error',
          found: `The date ${asFound(text)}`,
          expected: 'A day of the calendar, written like 2026-06-30',
          did: 'The date was left out.',
        });
      return day;
    },
  };
}
