import { definePort } from '@weir/keyword'
import type { Backend } from './backend.ts'
import type { Frontend } from './frontend.ts'

/** The proxies of a process by name, for names that are only known per request. */
export interface RunningProxies {
  frontend(name: string): Frontend | null
  backend(name: string): Backend | null
}

export const runningProxiesPort = definePort<RunningProxies>('running proxies')
