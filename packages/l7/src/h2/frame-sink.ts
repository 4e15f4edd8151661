import { defaults } from './frames.ts'

/**
 * What a connection does about frames. Everything that can be told without knowing streams has been checked; what a
 * stream's state allows (RFC 9113 §5.1), windows and the count of frames are the sink's. Bytes are lent for the call.
 * A sink may `stop` the reader in any call, and then gets no other.
 */
export interface FrameSink {
  /**
   * Payload of a DATA frame as it comes, without padding; may be empty. The windows shrink by `flowControlledBytes`,
   * padding and its length included, which over all calls of one frame come to the frame's length (RFC 9113 §6.1, §6.9).
   * `endStream` is only set together with `isLastOfFrame`.
   */
  onData(
    streamId: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    flowControlledBytes: number,
    isLastOfFrame: boolean,
    endStream: boolean,
  ): void
  /**
   * A whole header block, of a HEADERS frame and its CONTINUATION frames. Each one must be decoded, wanted or not, since
   * the table of HPACK follows (RFC 9113 §4.3). With an `errorCode` other than 0 the stream is to be reset with it then.
   */
  onHeaders(
    streamId: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    endStream: boolean,
    errorCode: number,
  ): void
  onResetStream(streamId: number, errorCode: number): void
  /** One setting, in order, with a value that is allowed. Its id may be unknown: pass it over. */
  onSetting(id: number, value: number): void
  /** A SETTINGS frame is complete and wants its acknowledgement. */
  onSettingsEnd(): void
  onSettingsAck(): void
  /** The 8 octets at `bytes[start]` go back with `writePingAck`. */
  onPing(bytes: Uint8Array, start: number): void
  onPingAck(bytes: Uint8Array, start: number): void
  onGoAway(lastStreamId: number, errorCode: number): void
  /** `increment` is not 0; stream 0 is the connection. */
  onWindowUpdate(streamId: number, increment: number): void
  /** A frame without effect is over: PRIORITY (RFC 9113 §5.3.2) or of an unknown type. For those who count. */
  onIgnored(type: number): void
  /** The stream is to be reset with the code (RFC 9113 §5.4.2); reading goes on. */
  onStreamError(streamId: number, errorCode: number): void
  /** The connection is to end with GOAWAY and the code (RFC 9113 §5.4.1); the reader takes nothing more. */
  onConnectionError(errorCode: number, reason: string): void
}

export interface FrameLimits {
  /** SETTINGS_MAX_FRAME_SIZE as announced: 16384 or more. */
  readonly maxFrameBytes: number
  /** What the fragments of one header block may come to. */
  readonly maxBlockBytes: number
  /** How many CONTINUATION frames one header block may have. */
  readonly maxContinuations: number
  /** How many frames, or RST_STREAM frames, are read in one go; 0 for no limit. */
  readonly maxFramesAtOnce: number
  readonly maxResetsAtOnce: number
}

export const defaultFrameLimits: FrameLimits = {
  maxFrameBytes: defaults.maxFrameBytes,
  maxBlockBytes: 65_536,
  maxContinuations: 16,
  maxFramesAtOnce: 0,
  maxResetsAtOnce: 0,
}
