// Handshake fault: why TLS with a client came to nothing, in words that tell what to do.

const versions = 'no version of TLS that is let in here; --tls-min lets older ones in';
const distrust = 'it does not trust our certificate: its issuer, its names or its dates';

const said: Record<string, string> = {
  ERR_SSL_UNSUPPORTED_PROTOCOL: versions,
  ERR_SSL_VERSION_TOO_LOW: versions,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: versions,
  ERR_SSL_WRONG_VERSION_NUMBER: 'what it says is no TLS',
  ERR_SSL_HTTP_REQUEST: 'plain HTTP, where TLS is spoken',
  ERR_SSL_NO_SHARED_CIPHER: 'no cipher in common; --tls-min TLSv1 lets old ones in',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: distrust,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: distrust,
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: distrust,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: distrust,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: distrust,
  ERR_TLS_HANDSHAKE_TIMEOUT: 'its handshake took too long',
};

/** Why a handshake failed; undefined where the client simply went away. `code`: of the error that node:tls gives. */
export function handshakeFault({ code = '', message }: NodeJS.ErrnoException): string | undefined {
  // OpenSSL 3 writes some of its alerts with other words before them than OpenSSL 1 did.
  const known =
    said[code] ?? said[code.replace('_SSL_SSL_', '_SSL_SSLV3_').replace('_SSL_TLS_', '_SSL_TLSV1_')];
  if (known !== undefined) return `TLS: ${known}`;
  return code.startsWith('ERR_SSL_') ? `TLS: ${message.split(':').at(-1)?.trim() ?? code}` : undefined;
}
