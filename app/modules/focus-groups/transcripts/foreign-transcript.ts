const saveAs =
  'A transcript as .docx, .vtt, .srt or .txt. Open it in the program that made it, choose “Save as” or “Export”, and take one of these';
const transcribed = 'The text of what was said. Have the recording transcribed first, and bring the transcript';

const recordings = ['ID3', 'RIFF', 'OggS', 'fLaC', '\xff\xf1', '\xff\xf3', '\xff\xf9', '\xff\xfa', '\xff\xfb', '\x1aE\xdf\xa3'];
const packed = ['\x1f\x8b', '7z\xbc\xaf', 'Rar!', 'BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd'];

/** Tells a file that is no transcript by its first bytes and, of a ZIP file, the names of its parts; null for one that may be read. */
export function foreignTranscript(start: Uint8Array, parts: readonly string[]): { found: string; expected: string } | null {
  const text = String.fromCharCode(...start.subarray(0, 2048));
  if (text.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))
    return { found: 'An old Word document (.doc), or one with a password', expected: saveAs };
  if (text.startsWith('%PDF')) return { found: 'A PDF', expected: 'The text it was made from, as .docx or .txt' };
  if (text.startsWith('{\\rtf')) return { found: 'A text in RTF', expected: saveAs };
  if (isOne(text, recordings) || text.slice(4, 8) === 'ftyp') return { found: 'A recording', expected: transcribed };
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8)/.test(text)) return { found: 'A picture', expected: saveAs };
  if (isOne(text, packed)) return { found: 'A packed file', expected: 'The transcript itself. Unpack it and bring what was in it' };
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|\?xml|tt[ >])/i.test(text))
    return { found: 'A web page or XML', expected: `${saveAs}; if it is a sign-in page, sign in and get the file again` };
  if (!isOne(text, ['PK\x03\x04', 'PK\x05\x06'])) return null;
  if (parts.some((name) => /^word\//i.test(name))) return null;
  if (parts.includes('mimetype')) return { found: 'An OpenDocument file (.odt or another)', expected: saveAs };
  if (parts.includes('[Content_Types].xml')) return { found: 'A spreadsheet or another office document', expected: saveAs };
  return { found: 'A ZIP file that is no Word document', expected: 'The transcript itself. Unpack the file and bring what was in it' };
}

function isOne(text: string, starts: readonly string[]): boolean {
  return starts.some((start) => text.startsWith(start));
}
