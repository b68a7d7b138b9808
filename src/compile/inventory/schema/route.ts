// Route: one step of what a dialled number does, and the steps that may follow it.

import { duration, E, extension, holidays, record, text, timezone } from './parts.ts';

const step = { $ref: '#/$defs/route' };
const oneOrMore = (items: object) => ({ ...items, type: ['string', 'array'], items });

export const route = record('a step: one of ring, dial, say, voicemail, goto, hangup or when', {
  ring: { type: 'array', description: 'people who ring', items: extension },
  order: { enum: ['all', 'each'], description: 'ring all at once (unless said), or each after the other' },
  dial: text("Asterisk's dial string; {number} is what was dialled", 'PJSIP/{number}@trunk'),
  for: duration('ring or dial this long (20s and 60s unless said)', '20s'),
  say: {
    description: 'speak: datetime, digits or a sound file',
    type: ['string', 'object'],
    if: { type: 'object' },
    then: record('what is spoken', {
      digits: E('digits, one by one; {number} is what was dialled', '{number}'),
      file: text('a sound file, as Asterisk names it', 'custom/closed'),
    }),
    else: { enum: ['datetime'] },
  },
  voicemail: { ...extension, description: 'the mailbox of a person' },
  goto: E('goes on as if this had been dialled', '200'),
  hangup: { enum: [true, 'busy', 'congestion'], description: 'ends the call, with the tone that is named' },
  when: record('asks the clock: then follows in these hours, else outside them', {
    days: oneOrMore(text('days of the week', 'mon-fri', 'sat,sun')),
    hours: oneOrMore(text('hours of the day, in quotes', '08:00-17:00')),
    timezone,
    site: text('a site whose time zone and holidays are meant', 'huntsville'),
    holidays,
  }),
  then: { ...step, description: 'after say, or within the hours of when' },
  else: { ...step, description: 'outside the hours of when, or where nobody answered' },
  busy: { ...step, description: 'where all are on the phone' },
  noanswer: { ...step, description: 'where it rang and nobody answered' },
  unavailable: { ...step, description: 'where no phone could be reached' },
});
