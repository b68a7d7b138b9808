// Github: findings as annotations of a pull request (workflow commands).

import type { Reporter } from './reporter.ts';

/** `::error file=…,line=…,col=…,title=…::message`, one a line, then a line for the log. */
export const github: Reporter = findings =>
  findings
    .map(({ severity, file, line, column, endLine, endColumn, rule, message }) => {
      const place = `file=${property(file)},line=${line},col=${column},endLine=${endLine},endColumn=${endColumn}`;
      return `::${severity} ${place},title=${property(rule)}::${data(message)}\n`;
    })
    .join('');

const data = (value: string) => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (value: string) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
