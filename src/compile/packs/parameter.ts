// Parameter: what a catalogue knows of one of a vendor's parameters.

/** What is known of a parameter; a missing field says nothing. */
export interface Parameter {
  /** which of the vendor's generations have it, with blanks between */
  in?: string;
  type?: 'boolean' | 'integer' | 'time';
  values?: string[];
  range?: [number, number];
  /** parameters that must be set to 1 beside it */
  needs?: string[];
}
