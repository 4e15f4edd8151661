/** A run of characters on one line of one configuration file. Lines count from 1, columns from 0, both in bytes. */
export interface Span {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
}
