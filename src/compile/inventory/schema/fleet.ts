// Fleet: the company, once.

import { access } from './access.ts';
import { duration, E, holidays, name, packSettings, record, shared, text, time } from './parts.ts';

export const fleet = record(
  'the company, once',
  {
    name: name("the company's name", 'Example Deals'),
    country: text('how a number without + is read: two letters, ISO 3166', 'US'),
    outside: {
      ...E('digit that people dial for an outside line', '9'),
      pattern: '^\\d{1,2}$',
      minimum: 0,
      maximum: 99,
    },
    ...shared,
    provisioning: record(
      'where phones find their configuration',
      {
        url: text('what DHCP and the phones are told', 'http://prov.example.com:8080'),
        poll: {
          description: 'nightly look for new configuration',
          type: ['string', 'object'],
          if: { type: 'object' },
          then: record('when phones look', { time, random: duration('spread over this long', '60m') }, [
            'time',
          ]),
          else: time,
        },
        random: duration('spread the nightly look over this long', '60m'),
        ...access,
        overrides: { enum: ['refuse', 'keep'], description: 'what happens to settings changed at the phone' },
      },
      ['url'],
    ),
    asterisk: record('the Asterisk beside the phones', {
      driver: { enum: ['pjsip', 'sip'], description: 'channel driver: sip is chan_sip, up to Asterisk 20' },
      context: {
        ...text('dialplan context that phones call from: letters, digits, _ and -', 'phones'),
        pattern: '^(?!(?:general|globals)$|plugtone-)[A-Za-z0-9_-]{1,79}$',
      },
      cnam: {
        type: 'integer',
        minimum: 5,
        maximum: 60,
        description: "cut callers' names to so many ASCII characters, for lines that carry no more",
        examples: [15],
      },
      passwords: {
        enum: ['plain', 'hashed'],
        description: "how Asterisk's files hold SIP passwords; hashed ones hold for one realm only",
      },
      realm: text('SIP realm that hashed passwords hold for; asterisk unless said', 'asterisk'),
      transports: record('your transports in pjsip.conf, where endpoints shall name theirs', {
        udp: text('for phones over UDP', 'transport-udp'),
        tcp: text('for phones over TCP', 'transport-tcp'),
        tls: text('for phones over TLS', 'transport-tls'),
      }),
      agi: text('where Asterisk reaches plugtone serve; 127.0.0.1:4573 unless said', '192.0.2.10:4573'),
    }),
    dhcp: record('networks for the DHCP snippets', {
      subnets: {
        type: 'array',
        description: 'networks with phones',
        items: record(
          'a network',
          {
            subnet: text('CIDR', '10.20.0.0/24'),
            range: text('addresses given out', '10.20.0.50 - 10.20.0.250'),
            router: text('gateway', '10.20.0.1'),
          },
          ['subnet'],
        ),
      },
    }),
    logs: record("what is kept of a phone's logs", {
      keep: duration('how long', '30d'),
      max: {
        type: 'string',
        pattern: '^[1-9]\\d{0,8}\\s*[kKMG]?B$',
        description: 'how much a phone',
        examples: ['20MB'],
      },
    }),
    holidays,
    settings: packSettings,
  },
  ['name', 'country', 'provisioning'],
);
