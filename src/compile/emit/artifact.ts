// Artifact: one file of dist/ as the compiler makes it.

export interface Artifact {
  /** below dist/ */
  path: string;
  text: string;
  /** media type */
  type: string;
  mac?: string;
  site?: string;
}
