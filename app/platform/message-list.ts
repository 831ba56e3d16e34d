import { counted } from './kept-text.ts';
import type { Message } from './message.ts';

/** Messages in the order in which they were found, so many of each severity and no more. */
export type MessageList = {
  add(message: Message): void;
  /** Puts one in front of all others, beyond any count. */
  lead(message: Message): void;
  /** Errors and warnings so far, listed or not. */
  faults(): number;
  all(): Message[];
};

const severities = ['error', 'warning', 'note'] as const;

/** Keeps the first `limit` messages of each severity; one more says how many others there were. */
export function createMessageList(limit = 5000): MessageList {
  const kept: Message[] = [];
  const counts = { error: 0, warning: 0, note: 0 };
  return {
    add(message) {
      counts[message.severity] += 1;
      if (counts[message.severity] <= limit) kept.push(message);
    },
    lead(message) {
      kept.unshift(message);
    },
    faults: () => counts.error + counts.warning,
    all() {
      const rest = severities
        .filter((severity) => counts[severity] > limit)
        .map((severity): Message => {
          const found = `${counted(counts[severity] - limit, 'more message')} of the severity “${severity}”`;
          return { severity, found, expected: 'A file with fewer of them', did: `The first ${limit.toLocaleString('en-US')} are listed.` };
        });
      return [...kept, ...rest];
    },
  };
}
