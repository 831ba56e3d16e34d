/** The reminder that somebody asked for: that they did, and where to look; no word of the goal, since mails are read over shoulders. */
export function goalMail(person: { name: string; mail: string }, address: string): { to: string; subject: string; text: string } {
  const lines = [`Hello ${person.name},`, 'you asked to be reminded today of a goal of yours:', address, 'This is the only mail about it.'];
  return { to: person.mail, subject: 'You asked to be reminded', text: `${lines.join('\n\n')}\n` };
}
