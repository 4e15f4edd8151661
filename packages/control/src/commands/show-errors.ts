import { localDateWithMilliseconds } from '@weir/l4'
import type { CapturedMessage } from '@weir/l7'
import { defineRuntimeCommand, failure } from '../command.ts'
import type { ProcessView } from '../process-view.ts'

/** How wide a line may get behind its offset. */
const columns = 70

const escapes: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 27: '\\e', 92: '\\\\' }

function encode(byte: number): string {
  const known = escapes[byte]
  if (known !== undefined) return known
  if (byte >= 32 && byte < 127) return String.fromCharCode(byte)
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

/** Bytes as lines that end where theirs do, or at the margin: the next one then has a `+` behind its offset. */
function dump(bytes: Uint8Array): string {
  const lines: string[] = []
  let isContinued = false
  for (let at = 0; at < bytes.length; ) {
    const start = at
    let text = ''
    let byte = -1
    while (at < bytes.length && byte !== 10) {
      const next = encode(bytes[at]!)
      if (text.length + next.length > columns) break
      text += next
      byte = bytes[at++]!
    }
    lines.push(`  ${String(start).padStart(5, '0')}${isContinued ? '+' : ' '} ${text}\n`)
    isContinued = byte !== 10
  }
  return lines.join('')
}

function describe(message: CapturedMessage, bufferBytes: number): string {
  const { side, frontend, backend, server, number, source, bytes, errorAt } = message
  const party = (found: { readonly name: string; readonly id: number } | null): string =>
    found === null ? '<NONE> (#-1)' : `${found.name} (#${found.id})`
  const [own, other] =
    side === 'request'
      ? [`frontend ${party(frontend)}`, `backend ${party(backend)}`]
      : [`backend ${party(backend)}`, `frontend ${party(frontend)}`]
  return ` \n[${localDateWithMilliseconds(message.wallMs)}] ${own}: invalid ${side}
  ${other}, server ${party(server)}, event #${number}, src ${source ?? 'unix:1'}
  buffer starts at 0 (including 0 out), ${Math.max(0, bufferBytes - bytes.length)} free,
  len ${bytes.length}, wraps at ${bufferBytes}, error at position ${errorAt} :
  
${dump(bytes)}`
}

/** The last message of each proxy and side that could not be parsed. */
export const showErrors = defineRuntimeCommand({
  name: 'show errors',
  usage: 'show errors [<px>] [request|response]',
  summary: 'Report last request and/or response errors for each proxy.',
  level: 'operator',
  run({ args, view }) {
    const [name, side] = args
    const proxy = findProxy(view, name)
    if (proxy === undefined) return failure('No such proxy.')
    const { engine, capturedErrors } = view
    const head = `Total events captured on [${localDateWithMilliseconds(engine.clock.wallMs())}] : ${capturedErrors.count}\n`
    const shown = capturedErrors.all
      .filter((message) => (side !== 'request' && side !== 'response') || message.side === side)
      .filter(({ frontend, backend }) => proxy === null || frontend.id === proxy || backend?.id === proxy)
      .sort((a, b) => ownerOf(a) - ownerOf(b) || (a.side === 'request' ? -1 : 1))
    return head + shown.map((message) => describe(message, engine.bufferSizeBytes)).join('')
  },
})

const ownerOf = ({ side, frontend, backend }: CapturedMessage): number =>
  side === 'request' ? frontend.id : backend!.id

/** The number of the proxy asked for, by name or number; null for all, and undefined for a name that none has. */
function findProxy({ proxies }: ProcessView, name: string | undefined): number | null | undefined {
  if (name === undefined || name === '-1') return null
  if (/^\d+$/.test(name)) return Number(name)
  return proxies.find((candidate) => candidate.name === name)?.id
}
