import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf } from '#app/platform/markdown.ts';
import { pastedProse } from './pasted-prose.ts';

test('what Word copies keeps headings, emphasis, lists in one another, numbers and links', () => {
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body>
<!--StartFragment--><h1><b><span style='mso-bidi-font-weight:normal'>Faculty forum<o:p></o:p></span></b></h1>
<p class=MsoNormal>We <b style='mso-bidi-font-weight:normal'>all</b> meet <i>at noon</i>, see <a href="https://example.org/forum">the forum</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Bring a case<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:1.0in;text-indent:-.25in;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>without names</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Bring a question</p>
<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>First</p>
<p class=MsoNormal>The end.</p><!--EndFragment--></body></html>`;
  assert.equal(
    pastedProse(html),
    '# Faculty forum\n\nWe **all** meet _at noon_, see [the forum](https://example.org/forum).\n\n- Bring a case\n   - without names\n- Bring a question\n1. First\n\nThe end.',
  );
  assert.deepEqual(
    partsOf(pastedProse(html)).map(({ kind }) => kind),
    ['heading', 'paragraph', 'list', 'list', 'paragraph'],
  );
});
test('what Google Docs copies keeps what it says by styles, and is not bold from end to end', () => {
  const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt;font-weight:700;">What we learned</span></h2><p dir="ltr"><span style="font-weight:400">Students want </span><span style="font-weight:700">practice</span><span style="font-style:italic"> early</span><span>.</span></p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li><li dir="ltr"><p dir="ltr"><span>Two</span></p></li></ul></b><br class="Apple-interchange-newline">`;
  assert.equal(pastedProse(html), '## What we learned\n\nStudents want **practice** _early_.\n\n- One\n- Two');
});
test('a table stays a table, its first row the head, and a frame of one cell is no table', () => {
  const html = `<table><tbody><tr><td><p><b>School</b></p></td><td>Hours</td></tr><tr><td>Ashby</td><td>12 | 14</td></tr><tr><td></td><td>9</td></tr></tbody></table>`;
  assert.equal(pastedProse(html), '| **School** | Hours |\n| --- | --- |\n| Ashby | 12 \\| 14 |\n|  | 9 |');
  assert.equal(pastedProse('<table><tr><td>Only words</td></tr></table>'), 'Only words');
});
test('lists of a web page keep their order and what stands in one another', () => {
  const html = '<ol start="3"><li>Three<ul><li>inner</li></ul></li><li>Four</li></ol><blockquote><p>Said.</p></blockquote>';
  const [list, quote] = partsOf(pastedProse(html));
  assert.equal(list?.kind === 'list' && list.start, 3);
  assert.equal(list?.kind === 'list' && list.items[0]?.[1]?.kind, 'list');
  assert.equal(quote?.kind, 'quote');
});
test('nothing of a hostile page stays active', () => {
  const html = `<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">click</a><a href="data:text/html,x">d</a><svg onload=alert(1)><text>t</text></svg>
<iframe src="https://evil.example"></iframe><style>@import "https://evil.example"</style><p onclick="alert(1)">[x](javascript:alert(1)) &lt;img src=x onerror=alert(1)&gt;</p><math><mi xlink:href="javascript:1">m</mi></math><form action="https://evil.example"><input value=secret>Words</form>`;
  const markdown = pastedProse(html);
  assert.doesNotMatch(markdown, /evil|onerror=alert\(1\)><|secret|!\[/);
  const links = JSON.stringify(partsOf(markdown));
  assert.doesNotMatch(links, /"to":"(?!https?:|mailto:)/);
  assert.doesNotMatch(links, /"kind":"picture"/);
  assert.match(markdown, /Words/);
});
