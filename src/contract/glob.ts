// Names with a hole: `*.sip.ld` over one path segment, `{mac}-app.log` over a MAC.

/** A test for a glob in which `*` stands for any run of characters within one path segment and `**` for any run. */
export function globTest(glob: string): (name: string) => boolean {
  const source = glob
    .split(/(\*\*|\*)/)
    .map(part => (part === '**' ? '.*' : part === '*' ? '[^/]*' : literal(part)));
  const pattern = new RegExp(`^${source.join('')}$`);
  return name => pattern.test(name);
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
