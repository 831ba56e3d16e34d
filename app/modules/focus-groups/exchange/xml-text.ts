/** Attributes of an element to be written; one that is null is left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** What XML can hold nowhere, with letters that are half of one. */
const unwritable = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text without what XML cannot hold: each such character is U+FFFD, so that no place moves. */
export function writable(text: string): string {
  return text.replace(unwritable, '\ufffd');
}

/** An element with text in it. */
export function textElement(name: string, text: string): string {
  return `<${name}>${escaped(text).replace(/\r/g, '&#13;')}</${name}>`;
}

/** An element with others in it, in their order. */
export function element(name: string, attributes: Attributes, ...children: readonly (string | readonly string[])[]): string {
  const written = Object.entries(attributes).map(([key, value]) => (value === null ? '' : ` ${key}="${attributeText(String(value))}"`));
  const inside = children.flat().join('');
  const start = `<${name}${written.join('')}`;
  return inside === '' ? `${start}/>` : `${start}>${inside}</${name}>`;
}

/** An element around others; nothing where there are none. */
export function wrapped(name: string, children: readonly string[]): string {
  return children.length === 0 ? '' : `<${name}>\n${children.join('\n')}\n</${name}>\n`;
}

/** Blanks but the space are written as numbers, since an attribute would make spaces of them. */
function attributeText(text: string): string {
  return escaped(text)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (blank) => `&#${blank.charCodeAt(0)};`);
}

function escaped(text: string): string {
  return writable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
