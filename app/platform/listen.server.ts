import pg from 'pg';
import { database } from './db.server.ts';

/** Calls back whenever a channel is notified, and after every reconnection (something may have been missed). Returns how to stop. */
export async function listen(channel: string, heard: () => void): Promise<() => Promise<void>> {
  const { login } = await database();
  let isStopped = false;
  let client: pg.Client | undefined;
  async function connect(): Promise<void> {
    const next = new pg.Client({ ...login, application_name: 'concord-listen', keepAlive: true });
    next.on('notification', heard);
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
