import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Stopped } from './refusal.js';

/** What makes a Node program end when we are killed, put before its own arguments. */
export const endingWithUs = ['--import', new URL('stop-with-parent.js', import.meta.url).href];

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end and gives its exit code, 128 and the signal's number when a signal ended it. It shares our input and output,
 * and hears the signals we get; with `endingWithUs` it hears of our death too.
 */
export async function handOver(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const end = await ending(child);
  return end.code ?? 128 + constants.signals[end.signal];
}

/**
 * Runs a program quietly and gives `{ code, output }`, where `output` is all it printed. Throws `Stopped` when we were told to stop
 * meanwhile (the program has ended then too) and the system's own error when the program cannot be started. `started`, when it is given, is told the
 * program's process number.
 */
export async function runQuietly(program, args, { started, ...options }) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  if (child.pid) started?.(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const end = await ending(child);
  if (end.heard) throw new Stopped(end.heard);
  return { code: end.code ?? 1, output };
}

async function ending(child) {
  let heard = null;
  const forward = (signal) => {
    heard = signal;
    // A terminal sends Ctrl-C to every program in front of it; a second copy would turn a graceful stop into a hard one.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, heard }));
    });
  } finally {
    for (const signal of signals) process.off(signal, forward);
  }
}
