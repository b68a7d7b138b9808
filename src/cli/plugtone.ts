// Plugtone: the program. What `plugtone` on the command line starts.

import { main } from './main.ts';

main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
