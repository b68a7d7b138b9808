// Servers: what is measured, each on the first core and on loopback.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { bin, type Place } from './place.ts';

export interface Running {
  name: string;
  port: number;
  process: ChildProcess;
}

/** A port that is free now. */
export const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });

export function onFirstCore(log: string, program: string, args: string[]): ChildProcess {
  const out = openSync(log, 'a');
  return spawn('taskset', ['-c', '0', program, ...args], { stdio: ['ignore', out, out] });
}

/** One worker, access log on. */
export async function nginx({ folder, dist }: Place): Promise<Running> {
  const [port, home] = [await freePort(), join(folder, 'nginx')];
  mkdirSync(home);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${home}/${name};`,
  );
  writeFileSync(
    join(home, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}worker_processes 1; daemon off; pid ${home}/pid; error_log ${home}/error.log;
events { worker_connections 16384; }
http {
  default_type text/xml; access_log ${home}/access.log; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  ${temporary.join(' ')}
  server { listen 127.0.0.1:${port} backlog=4096; root ${dist}/http; }
}
`,
  );
  return {
    name: 'nginx',
    port,
    process: onFirstCore(`${home}/out.log`, 'nginx', ['-c', `${home}/nginx.conf`]),
  };
}

/** What node is given for `plugtone serve`, for phones only. */
export const serveArguments = ({ dist, data, port }: { dist: string; data: string; port: number }) => [
  bin,
  ...['serve', '--dist', dist, '--data', data],
  ...['--http', `127.0.0.1:${port}`, '--agi', 'off', '--admin', 'off'],
];

export async function ours({ folder, dist }: Place, flags: string[] = []): Promise<Running> {
  const port = await freePort();
  const args = [...flags, ...serveArguments({ dist, data: join(folder, 'data'), port })];
  return { name: 'plugtone', port, process: onFirstCore(join(folder, 'access.log'), process.execPath, args) };
}

const modules = '/usr/lib/apache2/modules';

/** Apache prefork with mod_php: a rewrite, a look-up in a database, a template filled at each request. */
export async function original({ folder, phones }: Place): Promise<Running | undefined> {
  const php = ['8.4', '8.3', '8.2', '8.1'].map(version => `${modules}/libphp${version}.so`).find(existsSync);
  if (!php || !existsSync('/usr/sbin/apache2')) return undefined;
  const [port, home] = [await freePort(), join(folder, 'original')];
  mkdirSync(join(home, 'www'), { recursive: true });
  writeFileSync(join(home, 'macs'), phones.join('\n'));
  writeFileSync(join(home, 'fill.php'), fill(home));
  const filled = spawnSync('php', [join(home, 'fill.php')], { encoding: 'utf8' });
  if (filled.status !== 0) throw new Error(`the database cannot be made: ${filled.stdout}${filled.stderr}`);
  writeFileSync(join(home, 'www', 'index.php'), index(home));
  writeFileSync(join(home, 'phone.cfg'), template);
  writeFileSync(join(home, 'apache.conf'), conf(port, home, php));
  return {
    name: 'the original design',
    port,
    process: onFirstCore(`${home}/out.log`, 'apache2', ['-DFOREGROUND', '-f', `${home}/apache.conf`]),
  };
}

const conf = (port: number, home: string, php: string) => `ServerRoot ${home}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${home}/pid
ErrorLog ${home}/error.log
${['mpm_prefork', 'authz_core', 'dir', 'rewrite'].map(name => `LoadModule ${name}_module ${modules}/mod_${name}.so\n`).join('')}LoadModule php_module ${php}
User www-data
Group www-data
LogFormat "%h %t \\"%r\\" %>s %b \\"%{User-Agent}i\\"" combined
CustomLog ${home}/access.log combined
StartServers 8
MaxRequestWorkers 150
KeepAlive On
MaxKeepAliveRequests 0
DocumentRoot ${home}/www
<Directory ${home}/www>
  Require all granted
  RewriteEngine On
  RewriteRule .* index.php [L]
</Directory>
<FilesMatch "\\.php$">
  SetHandler application/x-httpd-php
</FilesMatch>
`;

const fill = (home: string) => `<?php
$db = new PDO('sqlite:${home}/phones.db');
$db->exec('CREATE TABLE phones (mac TEXT PRIMARY KEY, extension TEXT, name TEXT, password TEXT)');
$db->beginTransaction();
$insert = $db->prepare('INSERT INTO phones VALUES (?, ?, ?, ?)');
foreach (file('${home}/macs', FILE_IGNORE_NEW_LINES) as $n => $mac) $insert->execute([$mac, 100000 + $n, "Person $n", "invented-$n"]);
$db->commit();
`;

const index = (home: string) => `<?php
if (!preg_match('/([0-9a-f]{12})-config\\.cfg$/', parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), $found)) { http_response_code(404); exit; }
$db = new PDO('sqlite:${home}/phones.db');
$query = $db->prepare('SELECT * FROM phones WHERE mac = ?');
$query->execute([$found[1]]);
$phone = $query->fetch(PDO::FETCH_ASSOC);
if (!$phone) { http_response_code(404); exit; }
$text = file_get_contents('${home}/phone.cfg');
foreach ($phone as $name => $value) $text = str_replace('{' . $name . '}', htmlspecialchars($value, ENT_XML1 | ENT_QUOTES), $text);
header('Content-Type: text/xml');
header('Content-Length: ' . strlen($text));
echo $text;
`;

const template = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<phone reg.1.address="{extension}" reg.1.displayName="{name}" reg.1.label="{extension}" reg.1.auth.userId="{extension}" reg.1.auth.password="{password}" reg.1.lineKeys="1" />
`;

/** Seconds of CPU that a server and its children have used. */
export function cpuSeconds({ process: { pid } }: Running): number {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(cpuOf)
    .filter(used => used.pid === pid || used.parent === pid)
    .reduce((sum, { ticks }) => sum + ticks / 100, 0);
}

function cpuOf(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { pid: Number(pid), parent: fields[1], ticks: (fields[11] ?? 0) + (fields[12] ?? 0) };
  } catch {
    return { pid: 0, parent: 0, ticks: 0 }; // it has ended
  }
}

/** Resident memory in megabytes, now or at its highest. */
export function memory({ process: { pid } }: Running, field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1]) / 1024;
}
