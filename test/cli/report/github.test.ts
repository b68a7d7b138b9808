import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { github } from '../../../src/cli/report/github.ts';
import { around, finding, related } from './finding.ts';

test('a finding is one workflow command with its place', () => {
  assert.is(
    github([finding({ line: 4, column: 11, endLine: 4, endColumn: 14 })], around()),
    '::error file=inventory/phones.yaml,line=4,endLine=4,col=11,endColumn=14,title=plugtone references::no site "hqq"\n',
  );
});

test('a warning is a warning', () => {
  assert.match(github([finding({ severity: 'warning' })], around()), /^::warning /);
});

test('columns are left out where a finding goes over several lines', () => {
  assert.match(github([finding({ endLine: 3 })], around()), /,line=1,endLine=3,title=/);
});

test('a percent sign and line ends are escaped in a message, commas and colons in a path, too', () => {
  const told = github(
    [finding({ file: 'inventory/a,b:c%.yaml', message: '50% of\r\nphones, all: x' })],
    around(),
  );
  assert.match(told, /file=inventory\/a%2Cb%3Ac%25\.yaml,/);
  assert.match(told, /::50%25 of%0D%0Aphones, all: x\n$/);
  assert.is(told.split('\n').length, 2);
});

test('no message can begin a command of its own', () => {
  const told = github([finding({ message: 'x\n::set-output name=a::b' })], around());
  assert.equal(told.split('\n').filter(line => line.startsWith('::')).length, 1);
});

test('the other place of a conflict stands in the message', () => {
  assert.match(github([finding({ related })], around()), /%0Afirst written here: a\.yaml:2:3\n$/);
});

test('a file is named from where the program runs', () => {
  const here = { ...around(), path: (file: string) => `phones/${file}` };
  assert.match(github([finding()], here), /file=phones\/inventory\/phones\.yaml,/);
});

test.run();
