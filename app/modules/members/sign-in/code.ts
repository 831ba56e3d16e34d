/** Letters and digits that nobody confuses on paper or by phone: no I, L, O, 0, 1. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** A code: so many letters and digits, worth something for so many minutes and so many tries. */
export const codeLength = 8;
export const codeMinutes = 10;
export const codeTries = 5;

/** A code out of random bytes (at least 16; more make it more even). Each byte past the last whole multiple of the alphabet is passed over. */
export function codeFrom(bytes: Uint8Array): string {
  const usable = [...bytes].filter((byte) => byte < 256 - (256 % alphabet.length));
  if (usable.length < codeLength) throw new Error('codeFrom needs more random bytes');
  return usable
    .slice(0, codeLength)
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');
}

/** A code as somebody typed or pasted it, in the form that is compared. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** A code as it is shown: two groups of four. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The mail with a code. */
export function codeMail(to: string, code: string): { to: string; subject: string; text: string } {
  return {
    to,
    subject: `${showCode(code)} is your code for Concord`,
    text: `Your code is\n\n    ${showCode(code)}\n\nType it into the page where you asked for it. It works there only, once, for ${codeMinutes} minutes.\n\nIf you did not ask for it, leave this mail alone: nobody can sign in without it.\n`,
  };
}
