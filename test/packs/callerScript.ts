// Caller script: the same calls through the emitted caller-name.sh and through the app, to see both say the same.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../src/compile/emit/artifact.ts';
import { bufferLines } from '../../src/contract/callers.ts';
import { callerName } from '../../src/runtime/agi/apps/callerName.ts';
import { openSession } from '../../src/runtime/agi/session.ts';
import { speak } from '../../src/runtime/agi/speak.ts';

export interface Call {
  /** the env block, perhaps cut short; binary (latin1) text */
  env: string;
  /** what Asterisk says to each command; after that it closes */
  answers: string[];
}

/** What was written, and the exit code: 0 for a call that went its way, 3 for one that was dropped. */
export interface Said {
  out: string;
  code: number;
}

/** Shells that are there, each as a command's words. */
export const shells: string[][] = [['sh'], ['dash'], ['busybox', 'sh'], ['bash', '--posix'], ['mksh']].filter(
  ([program = '', ...words]) => spawnSync(program, [...words, '-c', ':']).status === 0,
);

/** Runs one process that runs the script for each call. */
export function byScript(artifacts: Artifact[], shell: string[], calls: Call[]): Said[] {
  const dist = mkdtempSync(join(tmpdir(), 'plugtone-caller-script-'));
  try {
    for (const folder of ['agi', 'calls']) mkdirSync(join(dist, folder));
    for (const { path, text } of artifacts)
      if (path === 'callers.json' || path.startsWith('agi/')) writeFileSync(join(dist, path), text);
    for (const [index, { env, answers }] of calls.entries())
      writeFileSync(join(dist, 'calls', String(index)), env + answers.join(''), 'latin1');
    const script = join(dist, 'agi/caller-name.sh');
    execFileSync('sh', ['-c', loop, 'loop', join(dist, 'calls'), ...shell, script], { stdio: 'pipe' });
    return calls.map((_, index) => ({
      out: readFileSync(join(dist, 'calls', `${index}.out`), 'utf8'),
      code: Number(readFileSync(join(dist, 'calls', `${index}.code`), 'utf8')),
    }));
  } finally {
    rmSync(dist, { recursive: true });
  }
}

/** How the script reads texts as numbers, `e164 +12565550100`: its functions with another ending. */
export function readByScript({ text }: Artifact, shell: string[], texts: string[]): string[] {
  const functions = text.slice(0, text.indexOf("\noutside=''"));
  const [program = '', ...words] = [...shell, '-c', `${functions}\n${readAll}`, '/dist/agi/caller-name.sh'];
  const said = execFileSync(program, words, { input: `${texts.join('\n')}\n`, encoding: 'utf8' });
  return said.trimEnd().split('\n');
}

const readAll = `while IFS= read -r text; do
  if read_number "$text"; then printf '%s %s\\n' "$kind" "$number"; else echo 'none '; fi
done
echo end`;

// What a shell complains of is no answer of the script's: it stands in its output and fails the comparison.
const loop =
  'calls=$1; shift; for one in "$calls"/*; do "$@" <"$one" >"$one.out" 2>&1; echo $? >"$one.code"; done';

/** The app, spoken with as Asterisk speaks with a script. */
export function byApp(artifacts: Artifact[], { env, answers }: Call): Said {
  const textOf = (path: string) => artifacts.find(artifact => artifact.path === path)?.text ?? '';
  const data = {
    callers: bufferLines(Buffer.from(textOf('callers.json'))),
    numbering: JSON.parse(textOf('numbering.json')),
  };
  const said = { out: '', code: 3 };
  let asked = 0;
  const session = openSession({
    wire: {
      write: text => {
        said.out += text;
        asked++;
      },
      end: () => {},
    },
    route: call => speak(callerName(call, data)),
    ended: ({ kind }) => {
      said.code = kind === 'done' || kind === 'closed' ? 0 : 3;
    },
  });
  session.receive(Buffer.from(env, 'latin1'));
  for (const answer of answers) if (asked > 0) session.receive(Buffer.from(answer, 'latin1'));
  session.stop('closed');
  return said;
}
