import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { text } from '../../../src/cli/report/text.ts';
import { around, finding, related } from './finding.ts';

/** The source line and the line of carets below it, for the part of `line` that `word` is. */
function frame(line: string, word: string): string[] {
  const column = line.indexOf(word) + 1;
  const told = text([finding({ column, endColumn: column + word.length })], around(line));
  return told.split('\n').slice(1, 3);
}

test('carets stand below the word that is meant', () => {
  assert.equal(frame('    site: hqq', 'hqq'), ['  1 |     site: hqq', '    |           ^^^']);
});

test('East Asian characters and pictures take two columns, marks none', () => {
  assert.equal(frame('name: 山田, site: x', 'x')[1], '    |                   ^');
  assert.equal(frame('name: 山田, site: x', '山田')[1], '    |       ^^^^');
  assert.equal(frame('name: 👩‍🚀, site: x', 'x')[1], '    |                 ^');
  assert.equal(frame('name: Zoe\u0308, site: x', 'x')[1], '    |                  ^');
});

test('a tab is one blank, and the carriage return of a Windows line is nothing', () => {
  assert.equal(frame('\tsite: hqq\r', 'hqq'), ['  1 |  site: hqq', '    |        ^^^']);
});

test('control characters are spelled out, in the line and in the message', () => {
  const told = text(
    [finding({ message: 'no site "\u001b[31m"', column: 7, endColumn: 8 })],
    around('site: \u001b[31m'),
  );
  assert.not.match(told, /\u001b/);
  assert.match(told, /no site "\\u001b\[31m"/);
  assert.match(told, /\n {4}\| {7}\^{6}\n/);
});

test('a long line is shown around the word, and no character is cut in half', () => {
  const long = `${'👩'.repeat(60)} site: hqq, ${'x'.repeat(200)}`;
  const [source = '', carets = ''] = frame(long, 'hqq');
  assert.match(source, /site: hqq/);
  assert.not.match(source, /\p{Cs}/u);
  assert.is([...carets].filter(sign => sign === '^').length, 3);
  assert.ok(source.length < 130);
});

test('a finding over several lines is underlined to the end of the first', () => {
  const told = text([finding({ column: 3, endLine: 4, endColumn: 2 })], around('  - mac: x'));
  assert.match(told, /\n {4}\| {3}\^{8}\n/);
});

test('a place that holds a secret, or that cannot be read, is not shown', () => {
  assert.is(text([finding({ secret: true })], around('password: x')).split('\n').length, 3);
});

test('the other place of a conflict is named below', () => {
  assert.match(text([finding({ related })], around('x')), /\n {2}first written here: a\.yaml:2:3\n/);
});

test('colours are there only where they are wanted', () => {
  const warning = finding({ severity: 'warning' });
  assert.match(text([finding()], around('x', true)), /\u001b\[31merror:\u001b\[0m/);
  assert.match(text([warning], around('x', true)), /\u001b\[33mwarning:\u001b\[0m/);
  assert.not.match(text([finding()], around('x')), /\u001b/);
});

test('the last line counts', () => {
  assert.is(text([], around()), 'no findings\n');
  assert.match(text([finding(), finding({ severity: 'warning' })], around()), /1 error, 1 warning\n$/);
});

test.run();
