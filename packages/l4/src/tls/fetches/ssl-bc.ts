import { defineConnectionFetches } from './define-connection-fetches.ts'
import { serverSide } from './define-tls-fetch.ts'

/** TLS with the server (manual 7.3.4). */
export const serverTlsFetches = defineConnectionFetches(serverSide)
