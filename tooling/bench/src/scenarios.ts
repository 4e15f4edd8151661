import type { Layer } from './contenders.ts'

export interface Scenario {
  readonly name: string
  readonly title: string
  readonly layer: Layer
  readonly path: string
  readonly connections: number
  /** A new connection for every request. */
  readonly closes: boolean
  readonly requestBytes: number
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'l7',
    title: 'Layer 7, keep-alive: 64 connections, 64-byte bodies',
    layer: 'l7',
    path: '/64',
    connections: 64,
    closes: false,
    requestBytes: 64,
  },
  {
    name: 'l4',
    title: 'Layer 4, keep-alive: 64 connections, 64-byte bodies',
    layer: 'l4',
    path: '/64',
    connections: 64,
    closes: false,
    requestBytes: 64,
  },
  {
    name: 'l4-bulk',
    title: 'Layer 4, bodies of 1 MiB: 16 connections',
    layer: 'l4',
    path: '/1m',
    connections: 16,
    closes: false,
    requestBytes: 1 << 20,
  },
  {
    name: 'l7-connect',
    title: 'Layer 7, a new connection for every request',
    layer: 'l7',
    path: '/64',
    connections: 64,
    closes: true,
    requestBytes: 64,
  },
  {
    name: 'l4-connect',
    title: 'Layer 4, a new connection for every request',
    layer: 'l4',
    path: '/64',
    connections: 64,
    closes: true,
    requestBytes: 64,
  },
  {
    name: 'tls',
    title: 'Layer 7 behind TLS, keep-alive: 64 connections, 64-byte bodies',
    layer: 'tls',
    path: '/64',
    connections: 64,
    closes: false,
    requestBytes: 64,
  },
  {
    name: 'tls-bulk',
    title: 'Layer 7 behind TLS, bodies of 1 MiB: 16 connections',
    layer: 'tls',
    path: '/1m',
    connections: 16,
    closes: false,
    requestBytes: 1 << 20,
  },
  {
    name: 'tls-connect',
    title: 'Layer 7 behind TLS, a whole handshake for every request',
    layer: 'tls',
    path: '/64',
    connections: 64,
    closes: true,
    requestBytes: 64,
  },
]
