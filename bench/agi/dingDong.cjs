// Ding-dong: npm's ding-dong, serving names as the app caller-name does. Prints its port.
//
//   node dingDong.cjs NAMES PORT

const AgiServer = require('ding-dong');

const names = new Map(
  Array.from({ length: Number(process.argv[2]) }, (_, index) => [
    String(12_122_000_000 + 7 * index),
    `Name ${index}`,
  ]),
);

const server = new AgiServer(call => {
  call.on('variables', async ({ agi_callerid }) => {
    await call.setVariable('CALLERID(name)', names.get(agi_callerid));
    await call.setVariable('PLUGTONE_CALLER', 'hit');
    call.end();
  });
  call.on('error', () => {});
}).start(Number(process.argv[3]), '127.0.0.1'); // it takes 0 for 3000

server.on('listening', () => console.log(server.address().port));
