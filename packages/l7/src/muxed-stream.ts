/** What a connection knows of one of the streams it carries, whatever protocol cuts it into streams. */
export interface MuxedStream {
  /** 1 for HTTP/0.9 to HTTP/1.1; null where no HTTP is spoken. */
  readonly httpMajor: number | null
  /** Streams on the connection, and how many there may be at once. */
  readonly streamCount: number
  readonly streamLimit: number
  readonly glitchCount: number
  readonly streamId: number
  /** The peer has broken the stream off. */
  readonly isAborted: boolean
  /** The code of its reset, where the protocol has one. */
  readonly resetCode: number | null
}
