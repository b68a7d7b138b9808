// XML: what a reader would refuse is found, and everything else is handed out.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readXml } from '../../../src/compile/emit/xml.ts';

const read = (text: string) => {
  const found: string[] = [];
  const fault = readXml(text, (name, value) => found.push(`${name}=${value}`));
  return fault ? `${fault.at}: ${fault.message}` : found.join(' ');
};

test('attributes are handed out as they are written, whatever stands around them', () => {
  assert.is(
    read(
      `<?xml version="1.0"?>\n<!-- a="1" & -->\n<a b = "1 &amp; 2" c='"'><d e="2"/>t &lt; <![CDATA[ <x y="3"> & ]]></a>\n`,
    ),
    'b=1 &amp; 2 c=" e=2',
  );
  assert.is(read('<!DOCTYPE a><a-b:c.d é="ü"></a-b:c.d >'), 'é=ü');
});

const faults: Record<string, RegExp> = {
  '': /^0: no element/,
  '  \n': /^0: no element/,
  words: /^0: no element/,
  '<a>': /^0: <a> is never closed/,
  '<a><b></a>': /^6: <\/a> stands where <\/b> belongs/,
  '</a>': /^0: <\/a> closes nothing/,
  '<a b="1"': /a tag is never closed/,
  '<a b=1/>': /this is no XML: "b=1\/>"/,
  '<a b="1"c="2"/>': /this is no XML/,
  '<a b="<"/>': /this is no XML/,
  '<a b="1" b="2"/>': /b stands twice/,
  '<a b="x & y"/>': /a bare &/,
  '<a b="x &nbsp; y"/>': /a bare &/,
  '<a>x & y</a>': /^5: a bare &/,
  '<a/><b/>': /^4: outside the outermost/,
  '<a/> words': /^4: outside the outermost/,
  'words <a/>': /^6: outside the outermost/,
  '<a><1 <</a>': /this is no XML/,
};
for (const [text, message] of Object.entries(faults))
  test(`${JSON.stringify(text)} is refused`, () => assert.match(read(text), message));

test.run();
