// Index: what `plugtone/agi/testing` gives to people's tests.

export { asterisk } from './asterisk.ts';
export type { TestAnswer } from './channel.ts';
export type { TestOptions, TestResult } from './side.ts';
