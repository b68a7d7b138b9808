// Speech: recognition, where Asterisk has an engine for it.

import { type Ask, given, text } from '../ask.ts';
import { accepted, failed } from '../readers.ts';
import type { Reply, Success } from '../reply.ts';

export interface Heard {
  /** what ended it: speech, a key, silence or the caller */
  by: 'speech' | 'digit' | 'timeout' | 'hangup';
  digit: string;
  /** the best first; scores are the engine's, up to 1000 */
  results: { text: string; score: number; grammar: string }[];
}

export interface SpeechCommands {
  speechCreate(engine?: string): Promise<Reply<undefined>>;
  speechSet(setting: string, value: string): Promise<Reply<undefined>>;
  speechDestroy(): Promise<Reply<undefined>>;
  speechLoadGrammar(name: string, path: string): Promise<Reply<undefined>>;
  speechUnloadGrammar(name: string): Promise<Reply<undefined>>;
  speechActivateGrammar(name: string): Promise<Reply<undefined>>;
  speechDeactivateGrammar(name: string): Promise<Reply<undefined>>;
  /** Plays `prompt` and listens; `milliseconds` of silence end it. `offset` in samples. */
  speechRecognize(prompt: string, milliseconds: number, offset?: number): Promise<Reply<Heard>>;
}

export const speechCommands = (ask: Ask): SpeechCommands => ({
  speechCreate: (engine = '') => ask(['SPEECH', 'CREATE', text(engine)], accepted),
  speechSet: (setting: string, value: string) =>
    ask(['SPEECH', 'SET', text(setting), { text: value }], accepted),
  speechDestroy: () => ask(['SPEECH', 'DESTROY'], accepted),
  speechLoadGrammar: (name: string, path: string) =>
    ask(['SPEECH', 'LOAD', 'GRAMMAR', text(name), text(path)], accepted),
  speechUnloadGrammar: (name: string) => ask(['SPEECH', 'UNLOAD', 'GRAMMAR', text(name)], accepted),
  speechActivateGrammar: (name: string) => ask(['SPEECH', 'ACTIVATE', 'GRAMMAR', text(name)], accepted),
  speechDeactivateGrammar: (name: string) => ask(['SPEECH', 'DEACTIVATE', 'GRAMMAR', text(name)], accepted),
  speechRecognize: (prompt: string, milliseconds: number, offset?: number) =>
    ask<Heard>(['SPEECH', 'RECOGNIZE', text(prompt), text(milliseconds), ...given(offset)], heard),
});

function heard({ result, data, fields }: Success) {
  const by = endings.find(name => name === data);
  if (result !== '1' || by === undefined) return failed(result, data);
  const results = Array.from({ length: Number(fields['results'] ?? 0) }, (_, index) => ({
    text: fields[`text${index}`] ?? '',
    score: Number(fields[`score${index}`] ?? 0),
    grammar: fields[`grammar${index}`] ?? '',
  }));
  return { value: { by, digit: by === 'digit' ? (fields['digit'] ?? '') : '', results } };
}

const endings = ['speech', 'digit', 'timeout', 'hangup'] as const;
