// Shown name: what a call can show of a name.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shownName } from '../../../src/compile/plan/shownName.ts';

test('a name is composed, and loses what cannot be seen', () => {
  assert.is(shownName('Zoe\u0308 Mu\u0308ller'), 'Zoë Müller');
  assert.is(shownName(' a\u202eb\u200e\u0007  c\u00ad\ufeff '), 'ab c');
  assert.is(shownName('日本商事'), '日本商事');
  assert.is(shownName('👩‍👩‍👧 Family'), '👩‍👩‍👧 Family');
});

test('a long name is cut between characters, never through one', () => {
  assert.is(shownName('x'.repeat(100)), 'x'.repeat(60));
  assert.is(shownName(`${'👩‍👩‍👧'.repeat(70)}`), '👩‍👩‍👧'.repeat(60));
  assert.is(shownName(`${'e\u0323\u0308'.repeat(61)}`).normalize('NFD'), 'e\u0323\u0308'.repeat(60));
  assert.is(shownName(`${'x'.repeat(59)} y`), 'x'.repeat(59));
});

test('the word unknown is no name', () => {
  for (const name of ['unknown', ' Unknown ', 'UNKNOWN']) assert.is(shownName(name), '');
  assert.is(shownName('Unknown Pleasures'), 'Unknown Pleasures');
});

test('cnam folds to ASCII and fifteen characters', () => {
  assert.is(shownName('Zoë Müller & Söhne', 15), 'Zoe Muller & So');
  assert.is(shownName('Łódź Straße', 15), 'Lodz Strasse');
  assert.is(shownName('Smørrebrød – Æbelø', 15), 'Smorrebrod - AE');
  assert.is(shownName('日本 Trading', 15), 'Trading');
  assert.is(shownName('日本商事', 15), '');
  assert.is(shownName('Ångström™ ½', 15), 'AngstromTM 12');
});

test('any name comes out clean, short and settled', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      fc.option(fc.integer({ min: 5, max: 60 })),
      (name, cnam) => {
        const shown = shownName(name, cnam ?? undefined);
        assert.is(shownName(shown, cnam ?? undefined), shown);
        assert.not.match(shown, /[\p{Cc}\u202a-\u202e\u2066-\u2069]|^\s|\s$/u);
        if (cnam !== null) assert.ok(/^[ -~]*$/.test(shown) && shown.length <= cnam);
      },
    ),
  );
});

test.run();
