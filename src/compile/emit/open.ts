// Open: what phones get without any proof holds no secret of settings.

import { openFolder } from '../../contract/access.ts';
import type { Artifact } from './artifact.ts';
import { type Build, sayOfTemplate } from './build.ts';
import type { LoadedTemplate } from './template.ts';

const telling = 4; // characters: shorter ones stand anywhere

/** Checks a rendered text; with the secrets as they were written, not as its format escapes them. */
export function checkOpen(
  { path, text }: Artifact,
  secrets: string[],
  { template, build }: { template: LoadedTemplate; build: Build },
): void {
  if (!path.startsWith(`http${openFolder}`)) return;
  if (!secrets.some(secret => secret.length >= telling && text.includes(secret))) return;
  const message =
    'a secret of settings stands in a file that anybody gets — leave that setting out of this template';
  sayOfTemplate(build, { template, path, message, line: 1 });
}
