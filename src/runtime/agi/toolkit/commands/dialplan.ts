// Dialplan: applications, variables, and where the call goes on afterwards.

import { type Ask, given, text } from '../ask.ts';
import { accepted, done, failed, found } from '../readers.ts';
import type { Reply } from '../reply.ts';

export interface CallerId {
  name: string;
  number: string;
}

export interface DialplanCommands {
  /**
   * Runs a dialplan application, `exec('Dial', 'PJSIP/101,20')`; its options are one text with its own commas.
   * The value is what the application returned: -1 after a hang-up. What Dial came to is in DIALSTATUS.
   */
  exec(application: string, options?: string): Promise<Reply<number>>;
  /** A variable or function, `getVariable('CALLERID(num)')`; undefined where it is not set. */
  getVariable(name: string): Promise<Reply<string | undefined>>;
  /** An expression with its `${…}` filled in, of this channel or the one that is named. */
  getFullVariable(expression: string, channel?: string): Promise<Reply<string | undefined>>;
  /** Sets a variable or function. Asterisk answers 1 even where there is no such function. */
  setVariable(name: string, value: string | number): Promise<Reply<undefined>>;
  /** Sets the caller's name, and nothing else. */
  setCallerIdName(name: string): Promise<Reply<undefined>>;
  /** Sets the caller's number, and nothing else. */
  setCallerIdNumber(number: string): Promise<Reply<undefined>>;
  /** SET CALLERID always sets both: a name alone would empty the number. Quotes in the name are left out. */
  setCallerId(callerId: CallerId): Promise<Reply<undefined>>;
  /** Where the dialplan goes on. Asterisk does not look whether it is there. */
  setContext(context: string): Promise<Reply<undefined>>;
  setExtension(extension: string): Promise<Reply<undefined>>;
  /** A number or a label; `usage` where there is none of that name. */
  setPriority(priority: number | string): Promise<Reply<undefined>>;
  /** Runs a subroutine of the dialplan up to its Return(); arguments are one text with its own commas. */
  gosub(
    context: string,
    extension: string,
    priority: number | string,
    args?: string,
  ): Promise<Reply<undefined>>;
  databaseGet(family: string, key: string): Promise<Reply<string | undefined>>;
  databasePut(family: string, key: string, value: string): Promise<Reply<undefined>>;
  /** Whether it could be deleted; newer Asterisks say so of a key that was not there, too. */
  databaseDel(family: string, key: string): Promise<Reply<boolean>>;
  /** Whether anything was deleted. Asterisk itself answers 0 for yes and 1 for no. */
  databaseDeltree(family: string, tree?: string): Promise<Reply<boolean>>;
}

export const dialplanCommands = (ask: Ask): DialplanCommands => ({
  exec: (application: string, options?: string) => {
    const argument = options === undefined ? [] : [{ text: options }];
    return ask<number>(['EXEC', text(application), ...argument], ({ result, data }) =>
      result === '-2' ? { failed: `no application ${application}` } : execResult(result, data),
    );
  },
  getVariable: (name: string) => ask(['GET', 'VARIABLE', text(name)], found),
  getFullVariable: (expression: string, channel?: string) =>
    ask(['GET', 'FULL', 'VARIABLE', { text: expression }, ...given(channel)], found),
  setVariable: (name: string, value: string | number) =>
    ask(['SET', 'VARIABLE', text(name), { text: String(value) }], accepted),
  setCallerIdName: (name: string) => ask(['SET', 'VARIABLE', 'CALLERID(name)', { text: name }], accepted),
  setCallerIdNumber: (number: string) =>
    ask(['SET', 'VARIABLE', 'CALLERID(num)', { text: number }], accepted),
  setCallerId: ({ name, number: digits }: CallerId) =>
    ask(['SET', 'CALLERID', { text: `"${name.replace(/["\\]/g, '')}" <${digits}>` }], accepted),
  setContext: (context: string) => ask(['SET', 'CONTEXT', text(context)], done),
  setExtension: (extension: string) => ask(['SET', 'EXTENSION', text(extension)], done),
  setPriority: (priority: number | string) => ask(['SET', 'PRIORITY', text(priority)], done),
  gosub: (context: string, extension: string, priority: number | string, args?: string) =>
    ask(['GOSUB', text(context), text(extension), text(priority), ...given(args)], done),
  databaseGet: (family: string, key: string) => ask(['DATABASE', 'GET', text(family), text(key)], found),
  databasePut: (family: string, key: string, value: string) =>
    ask(['DATABASE', 'PUT', text(family), text(key), { text: value }], accepted),
  databaseDel: (family: string, key: string) =>
    ask(['DATABASE', 'DEL', text(family), text(key)], ({ result }) => ({ value: result === '1' })),
  databaseDeltree: (family: string, tree?: string) =>
    ask(['DATABASE', 'DELTREE', text(family), ...given(tree)], ({ result }) => ({ value: result === '0' })),
});

const execResult = (result: string, data: string | undefined) =>
  Number.isNaN(Number(result)) ? failed(result, data) : { value: Number(result) };
