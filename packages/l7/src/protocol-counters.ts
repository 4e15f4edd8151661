/** What a frontend counts of its HTTP/1 clients. */
export class Http1Counters {
  openConnections = 0
  totalConnections = 0
  openStreams = 0
  totalStreams = 0

  /** Begins anew, but for what is open. */
  clear(): void {
    this.totalConnections = this.totalStreams = 0
  }
}

/** What a frontend counts of its HTTP/2 clients: frames that came, faults, and what was told about them. */
export class Http2Counters extends Http1Counters {
  headersReceived = 0
  dataReceived = 0
  settingsReceived = 0
  resetsReceived = 0
  goAwaysReceived = 0
  connectionErrors = 0
  streamErrors = 0
  /** Streams and connections that were ended for a fault. */
  resetsSent = 0
  goAwaysSent = 0

  override clear(): void {
    super.clear()
    this.headersReceived = this.dataReceived = this.settingsReceived = 0
    this.resetsReceived = this.goAwaysReceived = 0
    this.connectionErrors = this.streamErrors = 0
    this.resetsSent = this.goAwaysSent = 0
  }
}
