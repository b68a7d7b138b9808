// Xml: a file's attributes, as phones read them: element names do not count. The one place that knows saxes.

import { SaxesParser } from 'saxes';

/** Every attribute of every element in order, or what is wrong with the XML. */
export function readAttributes(text: string): [string, string][] | { fault: string } {
  const attributes: [string, string][] = [];
  const parser = new SaxesParser();
  let fault = '';
  parser.on('error', error => {
    fault ||= error.message;
  });
  parser.on('opentag', ({ attributes: own }) => {
    for (const [name, value] of Object.entries(own)) attributes.push([name, value]);
  });
  parser.write(text).close();
  return fault === '' ? attributes : { fault };
}
