import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compileTemplate, findTemplateFault } from '../../../src/compile/packs/render.ts';

test('a value is escaped for its format', () => {
  const hostile = `a"b'<c>&d`;
  assert.is(
    compileTemplate('<x a="<%= it.v %>"/>', 'xml')({ v: hostile }),
    '<x a="a&quot;b&#39;&lt;c&gt;&amp;d"/>',
  );
  assert.is(compileTemplate('{"a":"<%= it.v %>"}', 'json')({ v: hostile }), JSON.stringify({ a: hostile }));
  assert.is(compileTemplate('a=<%= it.v %>', 'conf')({ v: 'p;w' }), 'a=p\\;w');
});

test('a line break cannot get into a file of lines', () => {
  for (const format of ['conf', 'text'] as const) {
    for (const v of ['a\nb', 'a\rb', 'a\u0085b', 'a\u2028b', 'a\0b'])
      assert.throws(() => compileTemplate('<%= it.v %>', format)({ v }), /line break/);
  }
});

test('a missing field fails with its line, and never prints undefined', () => {
  const text = 'one\n<%= it.there %>\n<%= it.missing %>\n';
  const data = { there: 1 };
  assert.throws(() => compileTemplate(text, 'xml')(data));
  assert.equal(findTemplateFault(text, 'xml', data), {
    message: 'it.missing is missing',
    line: 3,
    column: 1,
  });
  assert.equal(findTemplateFault('<%= it.a %><%= it.b %>', 'xml', { a: 1 }), {
    message: 'a field that the template prints is missing',
    line: 1,
  });
});

test('what is not closed in a template is told with its line', () => {
  assert.equal(findTemplateFault('a\n<b x="<%= it.x"/>\n', 'xml', {}), {
    message: 'unclosed string — look at the quotes, and for the %> that ends the code',
    line: 2,
    column: 15,
  });
  assert.match(findTemplateFault('a\nb\n<% if (it.x) { %>\nc', 'xml', {}).message, /a \{ .* never closed/);
  assert.is(findTemplateFault('a\nb\n<% const x = ; %>\nc', 'xml', {}).line, 3);
});

test('a value that has fields is not printed as a whole', () => {
  const text = 'a\n<%= it.phone %>';
  assert.throws(() => compileTemplate(text, 'xml')({ phone: {} }));
  const { message, line } = findTemplateFault(text, 'xml', { phone: {} });
  assert.match(message, /fields of its own/);
  assert.is(line, 2);
  assert.is(compileTemplate('<%= it.list %>', 'xml')({ list: [1, 2] }), '1,2');
});

test('what JavaScript says is told in words, with what to write', () => {
  const told: [string, RegExp][] = [
    ['<%= phone.mac %>', /write it\.phone$/],
    ['<%= it.phone.foo.bar %>', /what stands before \.bar is missing/],
    ['<% const f = () => f(); f() %>', /runs itself again and again/],
    ['<%~ include("directory") %>', /it\.use\('directory\.eta', \{\}\)/],
  ];
  for (const [text, message] of told)
    assert.match(findTemplateFault(text, 'xml', { phone: {} }).message, message);
});

test('a template that is no JavaScript says so', () => {
  const { message } = findTemplateFault('<% if ( %>', 'xml', {});
  assert.ok(message.length > 0 && message.length < 300, message);
});

test.run();
