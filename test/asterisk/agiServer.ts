// AGI server: ours in a process of its own, to be stopped or killed. Prints its port.

import { loadAgiData } from '../../src/runtime/agi/data.ts';
import { startAgi } from '../../src/runtime/agi/server.ts';

const [, , dist = 'dist', moment] = process.argv;
const tables = loadAgiData(dist);
const data = moment === undefined ? tables : { ...tables, now: () => new Date(moment) };
const { address } = await startAgi({
  address: { host: '127.0.0.1', port: 0 },
  data: () => data,
  log: record => console.error(JSON.stringify(record)),
});
console.log(address.port);
