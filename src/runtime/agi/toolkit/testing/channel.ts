// Channel: a call's state on Asterisk's side, and the answer to each command.

import { commandOf } from './commands.ts';
import { wordsOf } from './words.ts';

/** What a test wants answered: `200 result=53`, or what makes it of the command's arguments; undefined for the usual. */
export type TestAnswer = string | ((...args: string[]) => string | undefined);

export interface Channel {
  variables: Map<string, string>;
  /** by `family/key` */
  database: Map<string, string>;
  /** by command, `GET DATA`, or application, `EXEC Dial` */
  answers: Readonly<Record<string, TestAnswer>>;
  isHungUp: boolean;
}

/** The answer to a line, without its newline. */
export function answerTo(line: string, channel: Channel): string {
  const command = commandOf(wordsOf(line));
  if (!command) return '510 Invalid or unknown command';
  const { name, known, args } = command;
  if (channel.isHungUp && !known.dead)
    return '511 Command Not Permitted on a dead channel or intercept routine';
  if (args.length < known.least || args.length > known.most) return usage(name);
  const asked = name === 'EXEC' ? `EXEC ${args[0]}` : name;
  const wanted = channel.answers[asked] ?? channel.answers[name];
  const scripted = typeof wanted === 'function' ? wanted(...args) : wanted;
  if (scripted !== undefined) return scripted.replace(/\n$/, '');
  return `200 result=${effects[name]?.(channel, args) ?? known.result}`;
}

const usage = (name: string) =>
  `520-Invalid command syntax.  Proper usage follows:\nUsage: ${name} …\n520 End of proper usage.`;

const valued = (value: string | undefined) => (value === undefined ? '0' : `1 (${value})`);

type Effect = (channel: Channel, args: string[]) => string | undefined;

const effects: Record<string, Effect> = {
  'SET VARIABLE': ({ variables }, [name = '', value = '']) => void variables.set(name, value),
  'GET VARIABLE': ({ variables }, [name = '']) => valued(variables.get(name)),
  'GET FULL VARIABLE': ({ variables }, [expression = '']) =>
    valued(expression.replace(/\$\{([^{}]*)\}/g, (_, name: string) => variables.get(name) ?? '')),
  'SET CALLERID': ({ variables }, [both = '']) => {
    const [, name = '', number = ''] = /^"?(.*?)"?\s*<(\d*)>$/.exec(both) ?? [];
    variables.set('CALLERID(name)', name).set('CALLERID(num)', number);
    return undefined;
  },
  'DATABASE PUT': ({ database }, [family, key, value = '']) => void database.set(`${family}/${key}`, value),
  'DATABASE GET': ({ database }, [family, key]) => valued(database.get(`${family}/${key}`)),
  'DATABASE DEL': ({ database }, [family, key]) => void database.delete(`${family}/${key}`),
  'DATABASE DELTREE': ({ database }, [family, tree]) => {
    const below = tree === undefined ? `${family}/` : `${family}/${tree}/`;
    const gone = [...database.keys()].filter(key => key.startsWith(below));
    for (const key of gone) database.delete(key);
    return gone.length > 0 ? '0' : '1';
  },
  EXEC: ({ variables }, [application = '', options = '']) => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(options) ?? [];
    if (application.toLowerCase() === 'set' && name !== '') variables.set(name, value);
    if (application.toLowerCase() === 'dial' && !variables.has('DIALSTATUS'))
      variables.set('DIALSTATUS', 'ANSWER');
    return undefined;
  },
  HANGUP: (channel, [other]) => {
    channel.isHungUp ||= other === undefined;
    return undefined;
  },
};
