import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = join(import.meta.dirname, '..', '..');
const entry = join(root, 'src', 'cli', 'plugtone.ts');

function node(file: string, ...args: string[]) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { code: run.status, err: run.stderr };
}

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const verbs: Record<string, { flag: string; args: string[] }> = {
  build: { flag: '--out', args: [] },
  schema: { flag: '--out', args: [] },
  serve: { flag: '--data', args: ['--http', '127.0.0.1:0', '--admin', 'off', '--agi', 'off'] },
};

for (const [verb, { flag, args }] of Object.entries(verbs)) {
  test(`${verb} ${flag} with a file where a folder is meant is wrong usage, in one sentence`, () =>
    inFolder(folder => {
      const file = join(folder, 'file');
      writeFileSync(file, 'mine');
      for (const path of [file, join(file, 'below')]) {
        const { code, err } = node(entry, verb, flag, path, ...args);
        assert.is(
          err,
          `plugtone ${verb}: ${flag} wants a folder, and ${file} is none\nplugtone ${verb} --help lists the options.\n`,
        );
        assert.is(code, 2);
      }
    }));

  test(`${verb} ${flag} with a folder that the system does not make ends, in one sentence`, () => {
    if (!existsSync('/proc/self')) return;
    const { code, err } = node(entry, verb, flag, '/proc/plugtone/below', ...args);
    assert.match(
      err,
      /^plugtone \w+: cannot (write|make the folder) \/proc\/plugtone: no folder can be made there.*\n$/,
    );
    assert.is(code, 3);
  });
}

test('a program above which no package stands says so', () =>
  inFolder(folder => {
    const file = join(folder, 'packageRoot.mts');
    copyFileSync(join(root, 'src/cli/packageRoot.ts'), file);
    writeFileSync(
      join(folder, 'run.mts'),
      `import { packageRoot } from './packageRoot.mts';\npackageRoot();\n`,
    );
    assert.match(
      node(join(folder, 'run.mts')).err,
      /no package\.json stands above .*: the program is not whole/,
    );
  }));

test.run();
