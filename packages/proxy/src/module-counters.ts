import type { HttpFrontend } from '@weir/l7'

type Reader = (frontend: HttpFrontend) => number

/** The columns of `show stat` for the versions of HTTP, by name. */
const readers: Readonly<Record<string, Reader>> = {
  h1_open_connections: ({ http1 }) => http1.openConnections,
  h1_open_streams: ({ http1 }) => http1.openStreams,
  h1_total_connections: ({ http1 }) => http1.totalConnections,
  h1_total_streams: ({ http1 }) => http1.totalStreams,
  h2_headers_rcvd: ({ http2 }) => http2.headersReceived,
  h2_data_rcvd: ({ http2 }) => http2.dataReceived,
  h2_settings_rcvd: ({ http2 }) => http2.settingsReceived,
  h2_rst_stream_rcvd: ({ http2 }) => http2.resetsReceived,
  h2_goaway_rcvd: ({ http2 }) => http2.goAwaysReceived,
  h2_detected_conn_protocol_errors: ({ http2 }) => http2.connectionErrors,
  h2_detected_strm_protocol_errors: ({ http2 }) => http2.streamErrors,
  h2_rst_stream_resp: ({ http2 }) => http2.resetsSent,
  h2_goaway_resp: ({ http2 }) => http2.goAwaysSent,
  h2_open_connections: ({ http2 }) => http2.openConnections,
  h2_backend_open_streams: ({ http2 }) => http2.openStreams,
  h2_total_connections: ({ http2 }) => http2.totalConnections,
  h2_backend_total_streams: ({ http2 }) => http2.totalStreams,
}

/** What the versions of HTTP have counted at a frontend. */
export const moduleCountersOf = (frontend: HttpFrontend) => ({
  get: (name: string): number | null => readers[name]?.(frontend) ?? null,
})
