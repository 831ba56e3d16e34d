import type { Message } from '#app/platform/message.ts';
import { createMessageList } from '#app/platform/message-list.ts';

/** Where in the file something was found. */
export type Place = { readonly line?: number | undefined; readonly path?: string | undefined };

/** Something that may be found often: `key` says what counts as the same, and the words get how often it was. */
export type Finding = {
  readonly severity: Message['severity'];
  readonly key: string;
  /** True where the schema forbids it. */
  readonly isInvalid?: boolean;
  words(count: number): Pick<Message, 'found' | 'expected' | 'did'>;
};

/** What is to be told about a file: one message for all that is the same, at the place of the first. */
export type Findings = {
  /** `count` of the same at one place. */
  tell(finding: Finding, place?: Place, count?: number): void;
  /** True while nothing was found that the schema forbids. */
  isValid(): boolean;
  messages(): Message[];
};

/** So that a hostile file cannot fill the memory with different faults. */
const mostKinds = 2000;

/** Gathers what is found, in the order in which each kind of it came first. */
export function createFindings(): Findings {
  const kinds = new Map<string, { finding: Finding; place: Place; count: number }>();
  let others = 0;
  let isValid = true;
  return {
    tell(finding, place = {}, count = 1) {
      if (count === 0) return;
      isValid &&= !finding.isInvalid;
      const known = kinds.get(finding.key);
      if (known) known.count += count;
      else if (kinds.size < mostKinds) kinds.set(finding.key, { finding, place, count });
      else others += count;
    },
    isValid: () => isValid,
    messages() {
      const list = createMessageList();
      for (const { finding, place, count } of kinds.values())
        list.add({
          severity: finding.severity,
          ...(place.line === undefined ? {} : { line: place.line }),
          ...(place.path === undefined ? {} : { path: place.path }),
          ...finding.words(count),
        });
      if (others > 0)
        list.add({
          severity: 'warning',
          found: `${others.toLocaleString('en-US')} further things that look wrong`,
          expected: 'A file with fewer faults',
          did: 'They are not listed; what is wrong with them was done to them as to the others.',
        });
      return list.all();
    },
  };
}
