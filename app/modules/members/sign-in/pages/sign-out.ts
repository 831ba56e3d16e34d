import { redirect } from 'react-router';
import { requestContext } from '#app/platform/web.server.ts';
import { noSessionCookie, readSessionToken } from '../../session.ts';
import { signOut } from '../commands.server.ts';
import type { Route } from './+types/sign-out';

/** Signing out is an act, so a link alone does nothing. */
export function loader() {
  return redirect('/home');
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const token = readSessionToken(request.headers.get('cookie'), context.get(requestContext).isSecure);
  if (token) await signOut(token, form.get('everywhere') === 'yes');
  const headers = new Headers({
    'set-cookie': noSessionCookie(context.get(requestContext).isSecure),
    'clear-site-data': '"cache", "storage"',
  });
  return redirect('/', { headers });
}
