// Artifact: one file of dist/ as the compiler makes it.

export interface Artifact {
  /** below dist/ */
  path: string;
  text: string;
  /** the path of an artifact made before whose bytes these are; then `text` is empty */
  same?: string;
  /** others may be the same as this one, though it is a phone's */
  twins?: boolean;
  /** media type */
  type: string;
  mac?: string;
  site?: string;
}

/** The artifact as one whose bytes are those of another. */
export const sameAs = ({ path, type, mac, site }: Artifact, same: string): Artifact => {
  const artifact: Artifact = { path, text: '', type, same };
  if (mac !== undefined) artifact.mac = mac;
  if (site !== undefined) artifact.site = site;
  return artifact;
};
