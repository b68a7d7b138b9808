// Routes: which one a dialled number gets, and what routes.json may hold.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findRoute, printRoutes, type Route, readRoutes, routeTable } from '../../src/contract/routes.ts';
import { us as numbering } from '../numberings.ts';

const keys = ['200', '3xx', '3x1', '31x', '315', '9.', '911', '9xxx', '*70', '*7x', '+12565550101', 'x.'];
const table = routeTable(keys.map(key => [key, key]));
const found = (number: string) => findRoute(table, number, numbering)?.key;

test('the number itself wins, then the pattern that says more from left to right', () => {
  const wanted: Record<string, string> = {
    '200': '200',
    '315': '315',
    '311': '31x',
    '321': '3x1',
    '322': '3xx',
    '911': '911',
    '9112': '9xxx',
    '91': '9.',
    '912345': '9.',
    '*70': '*70',
    '*71': '*7x',
    '55': 'x.',
  };
  assert.equal(Object.fromEntries(Object.keys(wanted).map(number => [number, found(number)])), wanted);
});

test('what is dialled as a telephone number finds it in every spelling', () => {
  const numbers = routeTable([['+12565550101', 'Alice']]);
  for (const number of ['+12565550101', '12565550101', '2565550101', '01112565550101'])
    assert.is(findRoute(numbers, number, numbering)?.value, 'Alice', number);
});

test('nothing but what a keypad sends is a number', () => {
  const texts = ['', '5', '20 0', '200\n', '2a0', '200@x', '$(X)', '2'.repeat(33), '２００'];
  for (const text of texts) assert.is(found(text), undefined, JSON.stringify(text));
});

test('the rest is what stands for the holes', () => {
  assert.is(findRoute(table, '9015', numbering)?.rest, '015');
  assert.is(findRoute(table, '321', numbering)?.rest, '21');
  assert.is(findRoute(table, '200', numbering)?.rest, '');
});

test('routes are written one a line and read back', () => {
  const routes: [string, Route][] = [
    ['3xx', { dial: ['PJSIP/{number}@trunk'], seconds: 60, busy: { hangup: 'busy' } }],
    ['200', { say: { datetime: 'UTC' }, then: { goto: '300' } }],
  ];
  const text = [...printRoutes(routes)].join('');
  assert.is(text.split('\n').length, 5);
  assert.equal(readRoutes(text).exact.get('200'), routes[1]?.[1]);
  assert.is(readRoutes(text).patterns[0]?.key, '3xx');
});

test('what no plugtone has written is refused by the name of its route', () => {
  const faults = [
    '{"200":{"ring":["101"]}}',
    '{"200":{"dial":"PJSIP/1","seconds":20}}',
    '{"200":{"hangup":"busy","else":{"huh":1}}}',
    '{"200":{"goto":"1","voicemail":"2"}}',
    '{"200":null}',
  ];
  for (const text of faults)
    assert.throws(() => readRoutes(text), /route 200 in routes.json is of another/, text);
  assert.throws(() => readRoutes('{"200":'));
});

test.run();
