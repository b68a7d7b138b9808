// Fault: what is wrong in a text, at offsets into it.

/** Offsets into the text. */
export type Range = [number, number];

export interface Fault {
  message: string;
  range: Range;
  /** an error, unless said */
  severity?: 'warning';
  /** what stands behind it was misread: its faults are not told */
  shadow?: boolean;
  /** the other place of a conflict */
  related?: { message: string; range: Range };
}
