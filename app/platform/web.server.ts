import { createContext, data, type RouterContextProvider } from 'react-router';
import type { z } from 'zod';
import { type Actor, actingFor, type Member, visitor } from './actor.ts';
import { fileName } from './file-name.ts';
import { type FieldError, parseForm, typedIn } from './form.ts';
import { Problem } from './problem.ts';
import { as, type Scope } from './scope.server.ts';

type Context = Readonly<RouterContextProvider>;

/** What the host knows of a request: its id (also in the log), the nonce of its scripts, where it came from. */
export type RequestFacts = { readonly id: string; readonly nonce: string; readonly address: string; readonly isSecure: boolean };
export const requestContext = createContext<RequestFacts>({ id: 'no-host', nonce: '', address: 'unknown', isSecure: false });
/** Who has signed in; set once a request by the root. */
export const memberContext = createContext<Member | null>(null);

/** The signed-in member; a visitor is asked to sign in and comes back afterwards. */
export function memberOf(context: Context, request: Request): Member {
  const member = context.get(memberContext);
  if (member) return member;
  const { pathname, search } = pageOf(request);
  throw new Response(null, { status: 302, headers: { location: `/sign-in?next=${encodeURIComponent(pathname + search)}` } });
}

/** The address of the page that a request is about: scripts ask for a page's data beside it (`/w/members.data`), where nobody is to arrive. */
export function pageOf(request: Request): URL {
  const url = new URL(request.url);
  url.pathname = url.pathname.replace(/\/_root\.data$/, '/').replace(/(?:\/_)?\.data$/, '');
  url.searchParams.delete('_routes');
  return url;
}

/** Runs a page's work as the signed-in member for the school that the address names (or for none). Refusals become HTTP answers here. */
export function scoped<T>(
  { context, request, slug }: { context: Context; request: Request; slug?: string },
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const member = memberOf(context, request);
  return answering(() => as(actingFor(member, slug ?? null), work));
}

/** Runs a public page's work: never as a person, so that the page may be kept and shown to everybody. */
export function publicly<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  return answering(() => as(visitor, work));
}

/** A public page's work whose refusal the page says in a form of its own. */
export async function publiclyOr<T>(
  work: (scope: Scope) => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; message: string; status: number }> {
  try {
    return { ok: true, value: await as(visitor, work) };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, message: error.message, status: error.status };
    throw error;
  }
}

/** The actor of a page that opens its own scopes (uploads, streams), with the same refusals. */
export function actorOf({ context, request, slug }: { context: Context; request: Request; slug?: string }): Promise<Actor> {
  const member = memberOf(context, request);
  return answering(async () => actingFor(member, slug ?? null));
}

/** Turns refusals into HTTP answers, in this one place. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Problem ? answerTo(error) : error;
  }
}

/** The HTTP answer to a refusal. It keeps the refusal, so that a form whose work is `scoped` comes back to its page too. */
function answerTo(problem: Problem) {
  return Object.assign(data(problem.message, { status: problem.status }), { problem });
}

/** A refusal of a form's act as a message for the same page; anything else goes on. */
export async function refusalOf<T>(
  work: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; message: string; status: number }> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const problem = error instanceof Problem ? error : (error as { problem?: unknown } | null)?.problem;
    if (!(problem instanceof Problem)) throw error;
    if (problem.kind === 'conflict' || problem.kind === 'invalid') return { ok: false, message: problem.message, status: problem.status };
    throw answerTo(problem);
  }
}

/** A form that comes back: which act it was for, its mistakes, and what was typed. */
export type Refused = { readonly act: string; readonly errors: readonly FieldError[]; readonly values: Readonly<Record<string, string>> };
/** `done` is the query part of the address that says what was done. */
export type Acted =
  | { readonly ok: true; readonly done: string }
  | { readonly ok: false; readonly refused: Refused; readonly status: number };

/** Parses a form and does its work; the answer is `?done=act` and what the work adds to it, or the form with its mistakes. */
export async function answerForm<Schema extends z.ZodType>(
  act: string,
  { schema, form }: { schema: Schema; form: FormData },
  work: (input: z.infer<Schema>) => Promise<string | undefined>,
): Promise<Acted> {
  const input = parseForm(schema, form);
  if (!input.ok) return { ok: false, refused: { act, errors: input.errors, values: input.values }, status: 400 };
  const done = await refusalOf(() => work(input.data));
  if (done.ok) return { ok: true, done: `?done=${encodeURIComponent(act)}${done.value ?? ''}` };
  return {
    ok: false,
    refused: { act, errors: [{ field: '', message: done.message }], values: typedIn(form) },
    status: done.status,
  };
}

/**
 * What a form that keeps itself while one writes is told (`KeptWriting`): the version that it stands on from then on (and, where that is another, its page), or in `message` why it was not kept: 400 for what
 * can be written otherwise, else for good.
 */
export async function keptAnswer<Schema extends z.ZodType>(
  { schema, form }: { schema: Schema; form: FormData },
  work: (input: z.infer<Schema>) => Promise<{ version: number; page?: string }>,
): Promise<Response> {
  const input = parseForm(schema, form);
  if (!input.ok) return Response.json({ message: `Not kept yet: ${input.errors[0]?.message}` }, { status: 400 });
  try {
    return Response.json(await work(input.data));
  } catch (error) {
    if (error instanceof Problem) return Response.json({ message: error.message }, { status: error.status });
    throw error;
  }
}

/** A table as a file to be saved: CSV text and its name. */
export function csvAnswer(text: string, name: string): Response {
  return new Response(text, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${fileName(name)}"` },
  });
}

/** A drawing as a file to be saved: SVG text and its name. */
export function svgAnswer(svg: string, name: string): Response {
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'content-disposition': `attachment; filename="${fileName(name)}"` },
  });
}

/** Headers of a public page: the host keeps its rendering for everybody until something public changes. */
export function publicHeaders(): Record<string, string> {
  return { 'cache-control': 'public, no-cache', 'x-concord-public': '1' };
}

/** Headers of what a secret address opens, or what differs by reader: nothing keeps it, and no search engine lists it. */
export function unkeptHeaders(): Record<string, string> {
  return { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };
}

/** The path to go to after signing in: one of our own, never another site's. */
export function safeNext(next: FormDataEntryValue | string | null): string {
  const own = 'http://own.invalid';
  // Read as browsers read it: they pass over tabs and line ends, and take a backslash for a slash.
  const url = typeof next === 'string' && next.startsWith('/') ? URL.parse(next, own) : null;
  return url?.origin === own && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/home';
}
