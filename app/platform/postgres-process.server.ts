import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, give, idsOf } from './postgres-account.server.ts';
import type { Binaries } from './postgres-binaries.server.ts';
import { type Cluster, isServerOf, readPidFile } from './postgres-cluster.server.ts';

/** A running server that this process started. `exited` resolves when it is gone, for whatever reason. */
export type Server = { pid: number; exited: Promise<void>; stop: () => Promise<void> };

/**
 * The shell between us and PostgreSQL. Its input is a pipe from this process, which ends even when this process is killed; PostgreSQL is then
 * told to close its connections and stop. It outlives signals sent to the whole group, so that nothing is orphaned.
 */
const supervisor = `
trap '' TERM HUP INT
exec 3<&0 </dev/null
"$@" 3<&- >&2 &
server=$!
echo $server
exec >&-
(read -r _ <&3; kill -INT $server) 2>/dev/null &
watcher=$!
wait $server
code=$?
kill -KILL $watcher
exit $code`;

const megabyte = 1024 * 1024;

/** Starts the server and waits until it is ready, however long its recovery takes. Returns what it logged when it ended instead. */
export async function startServer(cluster: Cluster, account: Account, binaries: Binaries): Promise<Server | string> {
  const log = openLog(cluster.log, account);
  const [program = '', ...rest] = [...account.prefix, '/bin/sh', '-c', supervisor, 'sh', ...commandFor(cluster, binaries)];
  const child = spawn(program, rest, {
    ...idsOf(account),
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', log.handle],
    env: environmentFor(cluster),
  });
  closeSync(log.handle);
  let isGone = false;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      isGone = true;
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
  const { stdin, stdout } = child;
  // The pipe breaks when the server ends first; that is what `exited` tells.
  stdin?.on('error', () => {});
  const stop = () => {
    child.ref();
    stdin?.end();
    return exited;
  };
  const pid = stdout ? await firstNumber(stdout) : Number.NaN;
  while (!isGone) {
    const note = readPidFile(cluster);
    // Another process may have been quicker: ready is only what our own server says.
    if (note?.pid === pid && note.status === 'ready') {
      child.unref();
      if (stdin instanceof Socket) stdin.unref();
      return { pid, exited, stop };
    }
    await sleep(5);
  }
  return readFileSync(cluster.log).subarray(log.size).toString('utf8').trim();
}

function commandFor(cluster: Cluster, { bin, major }: Binaries): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '128MB',
    // Containers have a small /dev/shm.
    dynamic_shared_memory_type: process.platform === 'linux' ? 'mmap' : 'posix',
    // Reading through workers is slower on few cores; older versions do not know the setting.
    ...(major >= 18 ? { io_method: 'sync' } : {}),
    // Errors reach whoever asked; in a log, their texts would hold what people typed.
    log_min_messages: 'log',
    log_checkpoints: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [join(bin, 'postgres'), '-D', cluster.data, '-p', '5432', '-k', cluster.socket, ...options];
}

function environmentFor(cluster: Cluster): NodeJS.ProcessEnv {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const note = readPidFile(cluster);
  // PostgreSQL will not start while a process of its account has the number in its pid file. The number it may ignore (pg_ctl's way of naming
  // itself) is the one that is not a server of ours; so it clears its file itself, safely against others who start now.
  return note && !isServerOf(note.pid, cluster) ? { ...env, PG_GRANDPARENT_PID: String(note.pid) } : env;
}

function openLog(path: string, account: Account): { handle: number; size: number } {
  if (existsSync(path) && statSync(path).size > megabyte) renameSync(path, `${path}.1`);
  const handle = openSync(path, 'a', 0o600);
  give(path, account);
  return { handle, size: statSync(path).size };
}

async function firstNumber(stream: Readable): Promise<number> {
  for await (const line of createInterface({ input: stream })) return Number(line);
  return Number.NaN;
}
