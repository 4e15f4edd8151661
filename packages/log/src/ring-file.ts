import { closeSync, existsSync, ftruncateSync, openSync, renameSync, writeSync } from 'node:fs'

/**
 * What a ring holds, kept in a file too, so that it can be read after the process is gone: lines of text, the newest
 * overwriting the oldest once the end of the file is reached. What an earlier process has left is renamed to
 * `<path>.bak`. HAProxy's own files have another form.
 */
export class RingFile {
  readonly #fd: number
  readonly #sizeBytes: number
  #at = 0

  /** Throws the system's error when the file cannot be made. */
  constructor(path: string, sizeBytes: number) {
    if (existsSync(path)) renameSync(path, `${path}.bak`)
    this.#fd = openSync(path, 'w', 0o600)
    this.#sizeBytes = sizeBytes
    ftruncateSync(this.#fd, sizeBytes)
  }

  /** Writes one message with its line feed. Longer ones than the file are left out. */
  append(data: Uint8Array): void {
    const line = Buffer.concat([data, Buffer.of(10)])
    if (line.length > this.#sizeBytes) return
    const first = Math.min(line.length, this.#sizeBytes - this.#at)
    writeSync(this.#fd, line, 0, first, this.#at)
    if (first < line.length) writeSync(this.#fd, line, first, line.length - first, 0)
    this.#at = (this.#at + line.length) % this.#sizeBytes
  }

  close(): void {
    closeSync(this.#fd)
  }
}
