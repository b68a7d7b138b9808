// Put logs: phones' logs as fast as the server takes them, until told to end; then prints how many. Each is new to the server.

import { Agent, request } from 'node:http';

const port = Number(process.argv[2]);
const phones = 4;
const agent = new Agent({ keepAlive: true, maxSockets: phones });
const line = number =>
  `1201120000|sip  |4|00|Registration ${number} of line 1 with pbx.example.com succeeded, expires in 3600 s\n`;
const bodies = Array.from({ length: 64 }, (_, body) =>
  Buffer.from(Array.from({ length: 700 }, (_, index) => line(body * 700 + index)).join('')),
);

let taken = 0;
process.on('SIGTERM', () => {
  process.stdout.write(`${taken}\n`);
  process.exit();
});

function put(phone, count) {
  const body = bodies[count % bodies.length];
  const headers = {
    'User-Agent': 'FileTransport PolycomSoundPointIP-SPIP_330-UA/3.3.5.0247',
    'Content-Length': body.length,
  };
  const path = `/0004f2aabb${phone.toString(16).padStart(2, '0')}-app.log`;
  const sent = request({ port, host: '127.0.0.1', agent, method: 'PUT', path, headers }, answer => {
    answer.resume();
    answer.on('end', () => {
      if (answer.statusCode < 300) taken++;
      put(phone, count + 1);
    });
  });
  sent.on('error', () => setTimeout(put, 10, phone, count));
  sent.end(body);
}

for (let phone = 0; phone < phones; phone++) put(phone, phone);
