/** A form whose boxes of one name are one value, joined by commas, as its schema and a form that comes back read them. */
export function joinedChoices(form: FormData): FormData {
  for (const name of ['streams', 'competencies', 'studies', 'lessons']) {
    const chosen = form.getAll(name).join(',');
    form.delete(name);
    if (chosen) form.set(name, chosen);
  }
  return form;
}
