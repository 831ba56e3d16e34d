/** Tells a reader that something is shown to them: by whom and where, and nothing of what it is. */
export function sharedMail(
  reader: { name: string; mail: string },
  student: string,
  address: string,
): { to: string; subject: string; text: string } {
  const lines = [
    `Hello ${reader.name},`,
    `${student} shows you something of their practice. You read it after signing in, until the day that they chose, and they see when you looked:`,
    address,
    'If you would rather not, there is nothing to do.',
  ];
  return { to: reader.mail, subject: `${student} shows you something`, text: `${lines.join('\n\n')}\n` };
}
