import { type Parsed, parseForm } from '#app/platform/form.ts';
import type { Act } from './coding-acts.ts';
import { KeepForm, NewCodeForm, PassageForm, UncodeForm } from './schema.ts';

/** What a coder's form asks for, by the button that sent it; `id` is for a coding that the page has no name for. */
export function actIn(form: FormData, id: string): Parsed<Act> {
  if (form.has('uncode')) return read(parseForm(UncodeForm, form), ({ uncode }) => ({ act: 'uncode', id: uncode }));
  if (form.get('keep'))
    return read(parseForm(KeepForm, form), ({ keep, passage, ...said }) => ({ act: 'keep', id: keep, ...passage, ...said }));
  if (form.get('act') === 'add' || (form.get('name') && !form.has('codeId')))
    return read(parseForm(NewCodeForm, form), ({ passage, ...said }) => ({ act: 'add', ...passage, ...said, id: said.id ?? id }));
  return read(parseForm(PassageForm, form), ({ passage, ...said }) => ({ act: 'code', ...passage, ...said, id: said.id ?? id }));
}

function read<Said>(parsed: Parsed<Said>, actOf: (said: Said) => Act): Parsed<Act> {
  return parsed.ok ? { ok: true, data: actOf(parsed.data) } : parsed;
}
