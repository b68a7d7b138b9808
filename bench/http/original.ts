// Original: the design that ours is to outdo, and its database, on the first core like every other server.

import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended } from '../../test/ended.ts';
import type { Place } from './place.ts';
import { freePort, onFirstCore, type Running } from './servers.ts';

/** MariaDB is what such scripts ask, on the same machine; SQLite, within PHP, is the least that a look-up can cost. */
export type Database = 'MariaDB' | 'SQLite';

const modules = '/usr/lib/apache2/modules';
const php = ['8.4', '8.3', '8.2', '8.1'].map(version => `${modules}/libphp${version}.so`).find(existsSync);

/** Apache prefork with mod_php: a rewrite, a look-up in a database, a template filled at each request. Where it cannot be had: what is missing. */
export async function original(place: Place, database: Database): Promise<Running | string> {
  if (!php || !existsSync('/usr/sbin/apache2')) return 'Apache with mod_php is not installed';
  const [port, home] = [await freePort(), join(place.folder, `original-${database}`)];
  mkdirSync(join(home, 'www'), { recursive: true });
  const started = database === 'MariaDB' ? startMariaDb(home) : undefined;
  if (typeof started === 'string') return started;
  const source =
    database === 'MariaDB' ? `mysql:unix_socket=${home}/db.sock;dbname=phones` : `sqlite:${home}/phones.db`;
  writeFileSync(join(home, 'macs'), place.phones.join('\n'));
  writeFileSync(join(home, 'fill.php'), fill(home, source));
  const fault = await filled(join(home, 'fill.php'));
  if (fault !== undefined) {
    if (started) await ended(started);
    return `the database cannot be filled: ${fault}`;
  }
  writeFileSync(join(home, 'www', 'index.php'), index(home, source));
  writeFileSync(join(home, 'phone.cfg'), template);
  writeFileSync(join(home, 'apache.conf'), conf(port, home, php));
  return {
    name: `the original design (${database})`,
    port,
    process: onFirstCore(`${home}/out.log`, 'apache2', ['-DFOREGROUND', '-f', `${home}/apache.conf`]),
    database: started,
  };
}

function startMariaDb(home: string): ChildProcess | string {
  const own = [`--datadir=${home}/db`, ...(process.getuid?.() === 0 ? ['--user=root'] : [])];
  const installed = spawnSync('mariadb-install-db', ['--no-defaults', ...own, '--skip-test-db']);
  if (installed.error) return 'MariaDB is not installed';
  if (installed.status !== 0) return `MariaDB cannot be set up: ${installed.stderr}`;
  const alone = ['--skip-networking', '--skip-grant-tables', `--socket=${home}/db.sock`];
  return onFirstCore(`${home}/db.log`, 'mariadbd', ['--no-defaults', ...own, ...alone]);
}

// A database that was just started takes a moment to answer.
async function filled(script: string): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    const { status, stdout, stderr } = spawnSync('php', [script], { encoding: 'utf8' });
    if (status === 0) return undefined;
    if (attempt === 100) return `${stdout}${stderr}`;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
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

const fill = (home: string, source: string) => `<?php
$isServer = str_starts_with('${source}', 'mysql:');
$db = new PDO($isServer ? 'mysql:unix_socket=${home}/db.sock' : '${source}', 'root', '');
if ($isServer) foreach (['CREATE DATABASE IF NOT EXISTS phones', 'USE phones'] as $sql) $db->exec($sql);
$db->exec('DROP TABLE IF EXISTS phones');
$db->exec('CREATE TABLE phones (mac CHAR(12) PRIMARY KEY, extension TEXT, name TEXT, password TEXT)');
$db->beginTransaction();
$insert = $db->prepare('INSERT INTO phones VALUES (?, ?, ?, ?)');
foreach (file('${home}/macs', FILE_IGNORE_NEW_LINES) as $n => $mac) $insert->execute([$mac, 100000 + $n, "Person $n", "invented-$n"]);
$db->commit();
`;

const index = (home: string, source: string) => `<?php
if (!preg_match('/([0-9a-f]{12})-config\\.cfg$/', parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), $found)) { http_response_code(404); exit; }
$db = new PDO('${source}', 'root', '');
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
