import type { Message } from '#app/platform/message.ts';
import { createMessageList } from '#app/platform/message-list.ts';

/** Where the messages of one file are collected. */
export type Desk = {
  /** A message about one place. Those with the same `kind` become one, which says how often. */
  say(message: Message, kind?: string): void;
  all(): Message[];
};

/** Collects messages; `lines` knows on which line a path begins. In a spreadsheet (`isSheet`) the line and the column's name say the place. */
export function createDesk(lines: ReadonlyMap<string, number> = new Map(), isSheet = false): Desk {
  const list = createMessageList();
  const kinds = new Map<string, { message: Message; times: number }>();
  return {
    say(message, kind) {
      const known = kind === undefined ? undefined : kinds.get(kind);
      if (known) {
        known.times += 1;
        return;
      }
      const placed = placedBy(message, lines, isSheet);
      if (kind === undefined) list.add(placed);
      else {
        const counted = { message: placed, times: 1 };
        kinds.set(kind, counted);
        list.add(counted.message);
      }
    },
    all() {
      const timesOf = new Map([...kinds.values()].map(({ message, times }) => [message, times]));
      return list.all().map((message) => {
        const times = timesOf.get(message) ?? 1;
        return times === 1 ? message : { ...message, found: `${message.found}; ${(times - 1).toLocaleString('en-US')} more like it` };
      });
    },
  };
}

function placedBy({ path, ...message }: Message, lines: ReadonlyMap<string, number>, isSheet: boolean): Message {
  if (path === undefined) return message;
  const [, element = '', name] = /^(\w+\[\d+\])(?:\.(.+))?$/.exec(path) ?? [];
  const line = message.line ?? lines.get(element);
  const shown = isSheet ? name : path;
  return { ...message, ...(line === undefined ? {} : { line }), ...(shown === undefined ? {} : { path: shown }) };
}
