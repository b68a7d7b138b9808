// Index: what `plugtone/agi` gives to people's scripts.

export type { FastAgi } from '../fastAgi.ts';
export type { Env } from '../protocol/env.ts';
export type { Ending } from '../talk.ts';
export { type AgiScriptOptions, agi } from './agi.ts';
export type { Call, Caller, Commands, Script } from './call.ts';
export type { ChannelState } from './commands/channel.ts';
export type { CallerId } from './commands/dialplan.ts';
export type { Moment, MomentFormat } from './commands/say.ts';
export type { PlaybackKeys, Recorded, Recording } from './commands/sound.ts';
export type { Heard } from './commands/speech.ts';
export { type CallRecord, type FastAgiServerOptions, fastagi, type Scripts } from './fastagi.ts';
export type { Done, Refusal, Refused, Reply } from './reply.ts';
