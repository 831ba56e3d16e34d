import { answer } from './answer.server.ts';

export { closeDatabase } from './platform/db.server.ts';

/** What a visitor without any session is answered at a path of ours, without a host: by this the public site is written to files. `origin`: the address that people use. */
export function askAsVisitor(path: string, origin: string): Promise<Response> {
  const url = new URL(path, origin);
  return answer(new Request(url), { id: 'site', nonce: '', address: 'here', isSecure: url.protocol === 'https:' });
}
