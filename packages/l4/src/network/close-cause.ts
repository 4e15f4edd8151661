import type { CloseCause } from './connection.ts'

/** What a system error name means for a connection. */
export function closeCause(systemCode: string): CloseCause {
  switch (systemCode) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'refused'
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return 'reset'
    case 'ETIMEDOUT':
      return 'timeout'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
      return 'unreachable'
    default:
      return 'error'
  }
}
