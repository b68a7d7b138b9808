// Logs: a phone's uploads, whole or appended behind what is there.

import type { BootStep } from '../../compile/packs/pack.ts';
import { filled, named, request } from './request.ts';
import type { Going } from './visit.ts';

export async function putLog({ updater = false }: BootStep, pattern: string, going: Going): Promise<void> {
  const name = logPath(pattern, going);
  const { status } = await request(going, {
    method: 'PUT',
    name,
    body: logText(going),
    updater,
    says: ok => (ok ? 'log taken' : 'log refused; the phone goes on'),
  });
  if (status >= 300)
    going.visit.notes.push(`${name} was refused (${status}): there will be no logs of this phone`);
}

export async function appendLog(step: BootStep, pattern: string, going: Going): Promise<void> {
  const name = logPath(pattern, going);
  const head = await request(going, {
    method: 'HEAD',
    name,
    says: (ok, { size }) => (ok ? `${size} bytes are there` : 'none there yet'),
  });
  const body = logText(going);
  const range = {
    'content-range': `bytes ${head.size}-${head.size + body.length - 1}/${head.size + body.length}`,
  };
  const says = (ok: boolean) => (ok ? 'log taken' : 'log refused; the phone goes on');
  const { status } = await request(going, {
    method: 'PUT',
    name,
    body,
    headers: head.status === 200 ? range : {},
    says,
    updater: step.updater ?? false,
  });
  if (status >= 300)
    going.visit.notes.push(`${name} was refused (${status}): there will be no logs of this phone`);
}

function logPath(pattern: string, going: Going): string {
  const folder = named('LOG_FILE_DIRECTORY', going).replace(/\/+$/, '');
  return folder === '' ? filled(pattern, going.phone) : `${folder}/${filled(pattern, going.phone)}`;
}

const logText = ({ visit }: Going) =>
  `000012.345|cfg  |3|00|Prov|Provisioning server address is ${visit.server}\n`;
