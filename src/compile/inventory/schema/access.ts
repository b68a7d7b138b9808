// Access: who may ask for provisioning, and how phones prove themselves.

import { duration, E, record, secret, text } from './parts.ts';

const list = (description: string, items: object) => ({ type: 'array', description, items });

export const access = {
  auth: record(
    'how phones prove themselves by a password',
    {
      scheme: { enum: ['none', 'basic', 'digest'], description: 'HTTP authentication' },
      algorithm: {
        enum: ['md5', 'sha-256'],
        description: "Digest's hash: md5 (the default) takes both, sha-256 no phone that knows MD5 only",
      },
      user: {
        ...text('user name of all phones', 'phones'),
        pattern: '^[A-Za-z0-9._@-]{1,64}$',
      },
      password: secret("its password, !secret; with perPhone, the key that phones' passwords are made from"),
      also: list(
        'older passwords that are good still, while phones take up the new one',
        secret('a password'),
      ),
      perPhone: {
        type: 'boolean',
        description:
          'each phone has a password of its own, its user is its MAC, and it gets its own files only',
      },
    },
    ['scheme'],
  ),
  allow: list(
    'networks that phones ask from; all others are refused',
    text('CIDR', '10.20.0.0/16', '2001:db8::/32'),
  ),
  certificates: record('how phones prove themselves by a client certificate (https)', {
    require: { type: 'boolean', description: 'what is not open needs a certificate' },
    organizations: list('what the O of its subject may be', text('O of a subject', 'Example Phones Inc.')),
    expired: { enum: ['refuse', 'allow'], description: 'what an expired certificate counts for' },
    exempt: list('phones without a certificate: they use their password', E('a MAC', '00:04:f2:aa:bb:01')),
  }),
  firstContact: duration('how long a phone that never proved itself gets its own files without proof', '24h'),
};
