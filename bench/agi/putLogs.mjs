// Put logs: phones' logs as fast as the server takes them, until killed.

import { Agent, request } from 'node:http';

const port = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const line =
  '1201120000|sip  |4|00|Registration of line 1 with pbx.example.com succeeded, expires in 3600 s\n';
const body = Buffer.from(line.repeat(Math.ceil(65_536 / line.length)));

function put() {
  const headers = {
    'User-Agent': 'FileTransport PolycomSoundPointIP-SPIP_330-UA/3.3.5.0247',
    'Content-Length': body.length,
  };
  const sent = request(
    { port, host: '127.0.0.1', agent, method: 'PUT', path: '/0004f2aabb01-app.log', headers },
    answer => {
      answer.resume();
      answer.on('end', put);
    },
  );
  sent.on('error', () => setTimeout(put, 10));
  sent.end(body);
}

for (let phone = 0; phone < 4; phone++) put();
