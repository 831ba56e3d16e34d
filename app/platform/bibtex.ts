const signs: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };

/** Words as they stand in BibTeX: on one line, with the signs that TeX would carry out escaped. */
export function texWords(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\~^{}&%$#_]/g, (sign) => signs[sign] ?? `\\${sign}`);
}

/** An entry of BibTeX for what is no paper; values are written already. */
export function miscEntry(key: string, fields: ReadonlyArray<readonly [name: string, value: string]>): string {
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}},\n`).join('')}}\n`;
}
