// Shapes: sockets' options have one hidden class in V8 11 too.

import { Socket } from 'node:net';
import stream from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { teachSockets } from '../../src/runtime/shapes.ts';

// What V8 thinks of two objects; only a program that was begun under this flag, or compiled after it, may ask.
function sameShape(): (one: object, other: object) => boolean {
  setFlagsFromString('--allow-natives-syntax');
  try {
    return new Function('one', 'other', 'return %HaveSameMap(one, other)') as ReturnType<typeof sameShape>;
  } finally {
    setFlagsFromString('--no-allow-natives-syntax');
  }
}

/** The options that a Socket hands to the Duplex that it is. */
function optionsOf(count: number): object[] {
  const seen: object[] = [];
  const { Duplex } = stream;
  stream.Duplex = new Proxy(Duplex, {
    apply: (target, self, args) => {
      seen.push(args[0]);
      return Reflect.apply(target, self, args);
    },
  });
  try {
    for (let n = 0; n < count; n++) new Socket({ allowHalfOpen: true, readable: true, writable: true });
  } finally {
    stream.Duplex = Duplex;
  }
  return seen;
}

test('each socket has the shape of the one before', () => {
  teachSockets();
  const isSame = sameShape();
  const options = optionsOf(200);
  assert.is(options.length, 200);
  const odd = options.filter((one, n) => n > 0 && !isSame(one, options[n - 1] ?? {}));
  assert.is(odd.length, 0);
});

test.run();
