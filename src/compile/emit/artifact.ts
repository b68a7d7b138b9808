// Artifact: one file of dist/ as the compiler makes it.

export interface Artifact {
  /** below dist/ */
  path: string;
  text: string;
  /** the path of an artifact made before whose bytes these are; then `text` is empty */
  same?: string;
  /** media type */
  type: string;
  mac?: string;
  lines?: string[];
  site?: string;
}
