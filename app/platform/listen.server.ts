import pg from 'pg';
import { database } from './db.server.ts';

/** What a notification said; undefined after a reconnection. */
type Heard = (said?: string) => void;

/** Calls back whenever a channel is notified, and after every reconnection (something may have been missed). Returns how to stop. */
export async function listen(channel: string, heard: Heard): Promise<() => Promise<void>> {
  const { login } = await database();
  let isStopped = false;
  let client: pg.Client | undefined;
  async function connect(): Promise<void> {
    const next = new pg.Client({ ...login, application_name: 'concord-listen', keepAlive: true });
    next.on('notification', ({ payload }) => heard(payload ?? ''));
    next.on('error', () => undefined); // the end below follows
    next.on('end', () => {
      if (!isStopped) setTimeout(() => connect().catch(() => undefined), 500);
    });
    client = next;
    try {
      await next.connect();
      await next.query(`listen ${next.escapeIdentifier(channel)}`);
      heard();
    } catch {
      await next.end().catch(() => undefined);
    }
  }
  await connect();
  return async () => {
    isStopped = true;
    await client?.end().catch(() => undefined);
  };
}

type Shared = { readonly hearers: Set<Heard>; readonly stop: Promise<() => Promise<void>> };
const shared = new Map<string, Shared>();

/** The same for many who hear one channel in this process, such as the readers of a live page, over one connection. Returns how to stop. */
export async function hear(channel: string, heard: Heard): Promise<() => Promise<void>> {
  let here = shared.get(channel);
  if (!here) {
    const hearers = new Set<Heard>();
    const stop = listen(channel, (said) => {
      for (const each of hearers) each(said);
    });
    here = { hearers, stop };
    shared.set(channel, here);
  }
  const { hearers, stop } = here;
  hearers.add(heard);
  await stop;
  return async () => {
    hearers.delete(heard);
    if (hearers.size > 0 || shared.get(channel)?.hearers !== hearers) return;
    shared.delete(channel);
    await (await stop)();
  };
}
