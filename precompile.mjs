// Precompile: has each verb that is worth it do something typical, and keeps the code that V8 made of its files in lib/.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const load = createRequire(import.meta.url);

/** Each in a process of its own, with the sample company; where that fails there is no code, which costs time only. */
export async function precompile() {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-precompile-'));
  const root = ['--root', folder];
  try {
    cpSync('inventory', join(folder, 'inventory'), { recursive: true });
    await Promise.all([
      record(['check'], ['check', ...root]),
      record(['explain'], ['explain', '101', ...root]),
      record(['build', 'make'], ['build', ...root]),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function record(names, args) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), names.join(), ...args], {
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: '' }, // under other flags V8 takes no code
  });
  return new Promise(resolve => child.once('close', resolve));
}

// The process of one verb: the program finds its files in require.cache, and their code is kept when it ends.
function recordHere([names, ...args]) {
  load('node:v8').setFlagsFromString = () => {}; // code is taken under the very flags that it was made under: those of a start
  const { codePath, run, scriptIn, sealed } = load('./lib/precompiled.cjs');
  for (const name of names.split(',')) {
    const path = load.resolve(`./lib/${name}.cjs`);
    const source = readFileSync(path);
    rmSync(codePath(path), { force: true });
    const script = scriptIn(path);
    load.cache[path] = { exports: run(script, path, createRequire(path)), loaded: true };
    process.once('exit', () => writeFileSync(codePath(path), sealed(source, script.createCachedData())));
  }
  process.argv.splice(1, Number.POSITIVE_INFINITY, load.resolve('./lib/plugtone.cjs'), ...args);
  load('./lib/plugtone.cjs');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) recordHere(process.argv.slice(2));
