// Files: the generated asterisk/*.conf load without a warning and mean what the inventory says.

import type { Asterisk } from '../asterisk.ts';
import { check } from '../tally.ts';

/** What Asterisk says of the generated files while it boots. */
export function checkLoading(asterisk: Asterisk, whose: string): void {
  const complaints = asterisk
    .log()
    .split('\n')
    .filter(line => /\b(WARNING|ERROR)\b/.test(line) && !harmless.test(line));
  check(`${whose}: Asterisk loads the generated files without a warning`, complaints, []);
}

// Files that a real server has and our bare configuration does not.
const harmless =
  /Could not find valid ccss\.conf|Can't find indications config file|Unable to load config file '\w+\.conf'/;

export function checkMeaning(asterisk: Asterisk): void {
  const { cli } = asterisk;
  check(
    'a password keeps its semicolon, backslash and angle',
    field(cli('pjsip show auth 101'), 'password'),
    'semi;colon\\and>more',
  );
  check(
    'a password that looks like an arrow and a comment stays whole',
    field(cli('pjsip show auth 102'), 'password'),
    '>arrow;--not a comment',
  );
  check(
    'an endpoint shows its name',
    field(cli('pjsip show endpoint 102'), 'callerid'),
    '"Zoë Müller" <102>',
  );
  check(
    'each person with a password has a hint',
    [...cli('core show hints').matchAll(/^(\d+)@plugtone-hints/gm)].map(([, extension]) => extension).sort(),
    ['101', '102', '103', '104'],
  );
  check(
    'mailboxes are there',
    [...cli('voicemail show users').matchAll(/^default\s+(\d+)/gm)].map(([, box]) => box).sort(),
    ['101', '102', '104'],
  );
  check(
    'an extension dials every phone of its person',
    /Dial\(\$\{PJSIP_DIAL_CONTACTS\(103\)\},60\)/.test(cli('dialplan show 103@phones')),
    true,
  );
  check(
    'a phone finds the hint in its own context',
    /hint: PJSIP\/101/.test(cli('dialplan show 101@phones')),
    true,
  );
}

const field = (text: string, name: string) => new RegExp(`^\\s*${name}\\s*: (.*?)\\s*$`, 'm').exec(text)?.[1];
