import type { OptionsStore } from '@weir/keyword'
import type { CompressionAlgorithm } from './algorithm.ts'
import { type CompressionDirection, compressionOptions } from './options.ts'

/** What a proxy says about compression, as transactions read it. */
export interface CompressionSettings {
  /** The one configured last comes first; see `chooseAlgorithm`. Null where none is given. */
  readonly algorithms: readonly CompressionAlgorithm[] | null
  readonly requestAlgorithm: CompressionAlgorithm | null
  /** Null: any. */
  readonly types: readonly string[] | null
  readonly requestTypes: readonly string[] | null
  readonly minBytes: number
  readonly minRequestBytes: number
  readonly offloads: boolean
  readonly direction: CompressionDirection | null
}

/** Null for a proxy without a `compression` line. */
export function bindCompression(options: OptionsStore): CompressionSettings | null {
  const { isMentioned, algorithms, types, requestTypes, ...rest } = options.get(compressionOptions)
  if (!isMentioned) return null
  return {
    ...rest,
    algorithms: algorithms.length === 0 ? null : algorithms.toReversed(),
    types: types.length === 0 ? null : types,
    requestTypes: requestTypes.length === 0 ? null : requestTypes,
  }
}

/** What counts when a request passes from one proxy to another: the backend's word before the frontend's. */
export function joinCompression(
  frontend: CompressionSettings | null,
  backend: CompressionSettings | null,
): CompressionSettings | null {
  if (frontend === null || backend === null || frontend === backend) return backend ?? frontend
  return {
    algorithms: backend.algorithms ?? frontend.algorithms,
    requestAlgorithm: backend.requestAlgorithm ?? frontend.requestAlgorithm,
    types: backend.types ?? frontend.types,
    requestTypes: backend.requestTypes ?? frontend.requestTypes,
    minBytes: backend.minBytes || frontend.minBytes,
    minRequestBytes: backend.minRequestBytes || frontend.minRequestBytes,
    offloads: backend.offloads || frontend.offloads,
    direction: backend.direction ?? frontend.direction,
  }
}

/** What compression has done for one side of a proxy: `comp_in`, `comp_out`, `comp_byp`, `comp_rsp`. */
export class CompressionCounters {
  bytesIn = 0
  bytesOut = 0
  bytesBypassed = 0
  responses = 0

  clear(): void {
    this.bytesIn = this.bytesOut = this.bytesBypassed = this.responses = 0
  }
}
