// Caller name: the emitted script and the app give every call the same commands.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { callersIndex } from '../../src/compile/emit/callersFile.ts';
import { numberingOf } from '../../src/compile/inventory/number.ts';
import { envBlock } from '../runtime/agi/env.ts';
import { byApp, byScript, type Call, shells } from './callerScript.ts';
import { compiled, fleet } from './company.ts';
import { numbersOf, written } from './spellings.ts';

const ok = ['200 result=1\n', '200 result=1\n'];
const local = { agi_network: undefined, agi_network_script: undefined };
const binary = (text: string) => Buffer.from(text).toString('latin1');

function callOf(values: Record<string, string | undefined>, args: string[] = []): Call {
  return { env: binary(envBlock({ ...local, ...values }, args)), answers: ok };
}

function assertSame({ artifacts }: ReturnType<typeof compiled>, calls: Call[], shell: string[]): void {
  for (const [index, said] of byScript(artifacts, shell, calls).entries()) {
    const call = calls[index];
    assert.ok(call);
    assert.equal(said, byApp(artifacts, call), `${shell.join(' ')}: ${JSON.stringify(call)}`);
  }
}

const names = [
  ...[
    'Alabama Supply',
    'Zoë "Zo" Müller \\ Söhne; $' + '{EXTEN}',
    '\\',
    '"',
    "it's `id` $(id)",
    '100% *',
    'x',
  ],
  ...['Ünïcode 東京 🛎️', '-n', '-e \\n', 'Unknown Ltd', '[a-z]*?', 'e\u0301', 'q'.repeat(80)],
];

/** A company whose numbers have names, some in ranges, some blocked. */
function companyOf(
  country: string,
  outside: string,
): { numbers: string[]; company: ReturnType<typeof compiled> } {
  const numbering = numberingOf(country, outside);
  assert.ok(numbering);
  const numbers = numbersOf(numbering, 24);
  const callers: Record<string, unknown> = { '110': 'Guard', '*97': 'Voice', '17xx': 'Rooms' };
  for (const [index, number] of numbers.entries()) {
    const name = names[index % names.length];
    const key = index % 4 === 3 ? number.slice(0, -(1 + (index % 3))) + 'x'.repeat(1 + (index % 3)) : number;
    const value = index % 5 === 4 ? { name, block: true } : index % 7 === 6 ? { block: true } : name;
    if (!(key in callers)) callers[key] = value;
  }
  const people = { 101: { name: 'Alice "Al" Nguyen' }, 1011: { name: 'Bob' }, 123456: { name: 'Far' } };
  const own = { ...fleet, country, ...(outside && { outside }) };
  return { numbers, company: compiled({ fleet: own, people, callers }) };
}

for (const country of ['US', 'DE', 'IT', 'AR'])
  test(`${country}: calls in any spelling get the app's commands`, () => {
    const { numbers, company } = companyOf(country, '0');
    const spelled = fc.sample(written(company.plan.numbering), { seed: 9, numRuns: 20 });
    const calls = [...numbers, ...numbers.map(number => number.slice(1)), ...spelled].map(
      (agi_callerid, turn) => callOf({ agi_callerid }, turn % 3 === 0 ? ['x', 'outside'] : []),
    );
    assertSame(company, calls, ['sh']);
  });

const american = companyOf('US', '9');

for (const shell of shells)
  test(`${shell.join(' ')}: names, presentations, arguments and broken env blocks`, () => {
    const [number = ''] = american.numbers;
    const calls = [
      ...american.numbers.flatMap((agi_callerid, index) => [
        callOf({ agi_callerid, agi_calleridname: names[index % names.length] }),
        callOf({ agi_callerid, agi_calleridname: `Sales: ${names[(index * 5) % names.length]} (2)` }),
      ]),
      ...['0', '1', '3', '32', '35', '67', '', 'x', '032', '-1', '00'].map(agi_callingpres =>
        callOf({ agi_callerid: number, agi_callingpres }),
      ),
      ...['101', '*97', number].flatMap(agi_callerid => [
        callOf({ agi_callerid }, ['outside']),
        callOf({ agi_callerid }, ['', ' outside', 'outsider', 'OUTSIDE']),
        callOf({ agi_callerid }, ['a', 'b', 'outside', '']),
      ]),
      ...['1'.repeat(64), '1'.repeat(65), `${number}${' '.repeat(52)}`, `${number}${' '.repeat(53)}`].map(
        agi_callerid => callOf({ agi_callerid }),
      ),
      ...broken(number),
      ...answered(number),
    ];
    assertSame(american.company, calls, shell);
  });

/** Blocks that no Asterisk sends, or of which it sends a part only. */
function broken(agi_callerid: string): Call[] {
  const { env } = callOf({ agi_callerid }, ['a']);
  const lines = env.trimEnd().split('\n');
  const block = (changed: string[]): Call => ({ env: `${changed.join('\n')}\n\n`, answers: ok });
  return [
    ...lines.map((_, index) => block(lines.filter((_, other) => other !== index))),
    ...lines.map((line, index) => block([...lines.slice(0, index), line, ...lines.slice(index)])),
    ...[0, 1, 5, 40, 200, env.length - 1].map(size => ({ env: env.slice(0, size), answers: [] })),
    block([...lines, 'agi_arg_3: x']),
    block([...lines, 'more: x']),
    callOf({ agi_callerid: `${agi_callerid}\nagi_arg_1: outside` }),
    callOf({ agi_callerid: `${agi_callerid}\nagi_calleridname: x\n\n200 result=1` }),
    callOf({ agi_callerid, agi_version: undefined, agi_threadid: undefined }),
    callOf({ agi_callerid, agi_version: undefined, agi_callingpres: undefined }),
    callOf({ agi_callerid, agi_version: '', agi_callington: undefined }),
    callOf({ agi_callerid, agi_network: 'yes', agi_network_script: 'caller-name' }),
    { env: env.replace(/: /g, ':'), answers: ok },
    { env: env.replace('unknown', 'half \xc3'), answers: ok },
  ];
}

/** What Asterisk can say to a command, and what only a forged block says. */
function answered(agi_callerid: string): Call[] {
  const { env } = callOf({ agi_callerid });
  const usage = '520-Invalid command syntax.  Proper usage follows:\nUsage: SET\n520 End of proper usage.\n';
  const answers = [
    ...[[], ['200 result=1\n'], ['HANGUP\n200 result=1\n', '511 Command Not Permitted\n'], [usage, usage]],
    ...[
      ['100 result=0 Trying...\n200 result=0\n', '510 Invalid or unknown command\n'],
      ['agi_x: 1\n', '200 result=1\n'],
    ],
    ...[
      ['200 result=1\n', 'HANGUP\n'],
      ['\n'],
      ['200\n'],
      ['520 Invalid command syntax.\n', '200 result=1\n'],
    ],
  ];
  return answers.map(list => ({ env, answers: list }));
}

test('a table of another build, or none, is a failure that the console hears of', () => {
  const { artifacts } = american.company;
  const [number = ''] = american.numbers;
  const call = { ...callOf({ agi_callerid: number }), answers: [] };
  const other = artifacts.map(one =>
    one.path === 'callers.json' ? { ...one, text: '{\n"+1":"x"\n}\n' } : one,
  );
  for (const [table, fault] of [
    [other, 'callers.json is of another build'],
    [
      artifacts.filter(({ path }) => path !== 'callers.json'),
      'cannot read callers.json - run plugtone build',
    ],
  ] as const)
    assert.equal(byScript(table, ['sh'], [call]), [
      { out: `VERBOSE "plugtone: ${fault}" 1\nfailure\n`, code: 3 },
    ]);
});

test('a name too long for one line of AGI is no command', () => {
  const callers = { '+12565550100': 'e\u0301\u0316'.repeat(60), '+12565550101': `Z${'\u0316'.repeat(1100)}` };
  const calls = Object.keys(callers).map(agi_callerid => callOf({ agi_callerid }));
  assertSame(compiled({ callers }), calls, ['sh']);
});

test('many callers are searched block by block', () => {
  const callers = Object.fromEntries(
    Array.from({ length: 3000 }, (_, index) => [
      `+1256${2_000_000 + 7 * index}`,
      names[index % names.length],
    ]),
  );
  const company = compiled({
    callers: { ...callers, '+1 256 200 1xxx': 'Range', '+1 256 2xx xxxx': 'Wide' },
  });
  const all = [...company.plan.callers.keys()].sort();
  // Those at the edges of blocks, some in between, and as many that only a range holds.
  const edges = callersIndex(company.plan.callers).keys.flatMap(key => [
    all[all.indexOf(key) - 1] ?? '',
    key,
  ]);
  const some = Array.from({ length: 60 }, (_, index) => `256${2_000_000 + 349 * index}`);
  const calls = [...edges, ...some].map(agi_callerid => callOf({ agi_callerid }));
  assert.ok(edges.length > 20);
  assertSame(company, calls, ['sh']);
});

test.run();
