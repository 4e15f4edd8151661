import type { DataStage, Filter } from '@weir/l4'
import { splitList } from '../header-values.ts'
import { httpEngineOf } from '../http-engine.ts'
import { HttpBackend, HttpFrontend } from '../http-proxy.ts'
import type { Message } from '../message.ts'
import type { Transaction } from '../transaction.ts'
import { chooseAlgorithm } from './accept-encoding.ts'
import { type CompressionAlgorithm, codingOf } from './algorithm.ts'
import { CompressionStage, UnpackedStage } from './compression-stage.ts'
import { tagKindOf } from './entity-tag.ts'
import { type CompressionCounters, type CompressionSettings, joinCompression } from './settings.ts'
import { cannotUnpack } from './user-agent.ts'

/** What compression means for one transaction. */
export interface TransactionCompression {
  /** What the client takes and the configuration has. */
  readonly algorithm: CompressionAlgorithm | null
  readonly settings: CompressionSettings
  /** The response is packed. Settled before `http-response` rules, which may ask. */
  isActive: boolean
}

/**
 * Packs bodies: those of responses, those of requests, or, with the older `filter compression`, those that `compression
 * direction` names. Where frontend and backend both have such a filter, one works for both. Manual 4.2 and 9.2.
 */
export class CompressionFilter implements Filter {
  readonly id: string
  readonly #packsRequests: boolean | null
  readonly #packsResponses: boolean | null

  /** Null: as the direction says. */
  constructor(id: string, packsRequests: boolean | null, packsResponses: boolean | null) {
    this.id = id
    this.#packsRequests = packsRequests
    this.#packsResponses = packsResponses
  }

  onRequest(transaction: Transaction): void {
    if (transaction.compression !== null) return
    const settings = joinCompression(transaction.http.compression, transaction.backendHttp?.compression ?? null)
    const { request } = transaction
    if (settings?.algorithms == null || request.version !== 11) return
    if (!(this.#packsResponses ?? settings.direction !== 'request')) return
    const isDistrusted = cannotUnpack(request.first('\r\nuser-agent: '))
    const algorithm = isDistrusted ? null : chooseAlgorithm(request.all('\r\naccept-encoding: '), settings.algorithms)
    if (settings.offloads && algorithm !== null) request.remove('\r\naccept-encoding: ')
    transaction.compression = { algorithm, settings, isActive: false }
  }

  startRequestBody(transaction: Transaction): DataStage | null {
    const { request, http, backendHttp } = transaction
    const settings = joinCompression(http.compression, backendHttp?.compression ?? null)
    if (settings?.requestAlgorithm == null || request.version !== 11) return null
    if (!(this.#packsRequests ?? (settings.direction === 'request' || settings.direction === 'both'))) return null
    if (isAgainstPacking(request, settings.requestTypes, settings.minRequestBytes)) return null
    return startPacking(transaction, request, settings.requestAlgorithm)
  }

  onResponse(transaction: Transaction, response: Message): void {
    const { compression } = transaction
    if (compression === null || compression.algorithm === null || compression.isActive) return
    const { types, minBytes } = compression.settings
    compression.isActive =
      !transaction.isHead &&
      response.version === 11 &&
      response.status >= 200 &&
      response.status <= 203 &&
      !isAgainstPacking(response, types, minBytes) &&
      hasUsableTag(response)
  }

  startResponseBody(transaction: Transaction, response: Message): DataStage | null {
    const { compression } = transaction
    if (compression === null || !compression.isActive || response.has('\r\ncontent-encoding: ')) return null
    const stage = startPacking(transaction, response, compression.algorithm!)
    if (stage === null) {
      compression.isActive = false
      return null
    }
    for (const counters of countersOf(transaction)) counters.responses++
    return stage
  }
}

/** What holds for messages of both ways. */
function isAgainstPacking(message: Message, types: readonly string[] | null, minBytes: number): boolean {
  if (!message.isChunked && (message.contentLength <= 0 || message.contentLength < minBytes)) return true
  if (message.has('\r\ncontent-encoding: ')) return true
  const directives = message.all('\r\ncache-control: ').flatMap(splitList)
  if (directives.some((directive) => directive.toLowerCase() === 'no-transform')) return true
  const type = message.first('\r\ncontent-type: ')?.toLowerCase() ?? null
  if (type === null) return types !== null
  return type.startsWith('multipart') || types?.some((start) => type.startsWith(start)) === false
}

/** A packed body is another representation: its tag has to become weak, which only one valid tag can (RFC 9110 §8.8.1). */
function hasUsableTag(response: Message): boolean {
  const tags = response.all('\r\netag: ')
  return tags.length === 0 || (tags.length === 1 && tagKindOf(tags[0]!) !== 'invalid')
}

/** Edits the head and begins with the body. Null when the process must not compress more at present. */
function startPacking(transaction: Transaction, message: Message, algorithm: CompressionAlgorithm): DataStage | null {
  const { limits } = httpEngineOf(transaction.engine)
  if (algorithm !== 'identity' && !limits.mayStart) return null
  const counters = countersOf(transaction)
  message.remove('\r\ncontent-length: ')
  if (!message.has('\r\ntransfer-encoding: ')) message.add('transfer-encoding', 'chunked')
  if (message.methodEnd === 0) {
    const tag = message.first('\r\netag: ')
    if (tag !== null && tagKindOf(tag) === 'strong')
      message.edit((name, value) => (name === 'etag' ? `W/${value}` : value))
    message.add('vary', 'Accept-Encoding')
  }
  if (algorithm === 'identity')
    return new UnpackedStage((bytes) => {
      for (const each of counters) each.bytesBypassed += bytes
    })
  message.add('content-encoding', codingOf(algorithm))
  const count = {
    add(bytesIn: number, bytesOut: number): void {
      for (const each of counters) {
        each.bytesIn += bytesIn
        each.bytesOut += bytesOut
      }
    },
  }
  return new CompressionStage(algorithm, limits, count, (error) => transaction.contain(error))
}

/** Those of the frontend and of the backend. */
function countersOf({ frontend, backend }: Transaction): CompressionCounters[] {
  const counters: CompressionCounters[] = []
  if (frontend instanceof HttpFrontend) counters.push(frontend.compression)
  if (backend instanceof HttpBackend) counters.push(backend.compression)
  return counters
}
