import type { IpAddress } from '@weir/base'
import { type ArgumentReader, custom, defineAction, expression, type Failed, verdicts } from '@weir/keyword'
import { parseVariableName, type VariableName } from '@weir/sample'
import type { Resolvers } from '../resolvers/resolvers.ts'
import { resolversPort } from '../resolvers/resolvers-port.ts'
import type { Stream } from '../stream.ts'

interface Target {
  /** Null for a name that no variable can have. */
  readonly variable: VariableName | null
  readonly resolvers: string
  readonly prefers: 4 | 6
}

const target = custom('target', '(<var>,<resolvers>[,ipv4|ipv6])', readTarget)

/** `(<variable>,<resolvers>[,<family>])`, the rest of the action's own word. */
function readTarget(reader: ArgumentReader): Target | Failed {
  const { suffix, keyword } = reader
  const [name, resolvers, family = '', ...more] =
    suffix.startsWith('(') && suffix.endsWith(')') ? suffix.slice(1, -1).split(',') : []
  if (name === undefined || resolvers === undefined || more.length > 0 || !['', 'ipv4', 'ipv6'].includes(family)) {
    return reader.fail(
      `Can't parse '${keyword.text}'. Expects 'do-resolve(<varname>,<resolvers>[,<options>]) <expr>'. Available options are 'ipv4' and 'ipv6'.`,
      { span: keyword.span },
    )
  }
  const variable = parseVariableName(name)
  // HAProxy looks at the name when the address is there, and then sets nothing.
  if ('error' in variable) reader.note?.(variable.error, { code: 'sample/invalid-variable', span: keyword.span })
  return { variable: 'error' in variable ? null : variable, resolvers, prefers: family === 'ipv4' ? 4 : 6 }
}

/** A lookup for a stream. */
class Lookup {
  /** Undefined as long as nothing is known. */
  address: IpAddress | null | undefined = undefined
  readonly cancel: () => void

  constructor(stream: Stream, resolvers: Pick<Resolvers, 'lookUp'>, hostName: string, prefers: 4 | 6) {
    let isWaiting = false
    const onAddress = (address: IpAddress | null): void => {
      this.address = address
      if (isWaiting) stream.resume()
    }
    this.cancel = resolvers.lookUp(hostName, prefers, onAddress)
    isWaiting = true
  }
}

/** Waits for the address of a host name. Without one the variable is not set (manual, `http-request do-resolve`). */
export const doResolve = defineAction({
  name: 'do-resolve',
  summary: 'Looks a host name up with a resolvers section and sets a variable to its address.',
  manual: '4.2',
  rulesets: ['tcp-request content', 'http-request'],
  isPrefix: true,
  params: [target, expression('expr', 'str')],
  bind([{ variable, resolvers: name, prefers }, node], binder) {
    const hostNameOf = binder.expression(node, 'str')
    const sections = binder.port(resolversPort)
    const lookups = new WeakMap<Stream, Lookup>()
    return (context) => {
      const { stream } = context
      if (!stream) return verdicts.proceed
      let lookup = lookups.get(stream)
      if (lookup === undefined) {
        const hostName = hostNameOf(context)
        const resolvers = sections.find(name)
        if (hostName === null || resolvers === null) return verdicts.proceed
        lookup = new Lookup(stream, resolvers, hostName, prefers)
        lookups.set(stream, lookup)
      }
      const { address } = lookup
      if (address === undefined && !stream.mustDecide) return verdicts.wait
      lookups.delete(stream)
      if (address === undefined) lookup.cancel()
      else if (address !== null && variable !== null)
        context.variables?.store(variable.scope)?.set(variable.name, address)
      return verdicts.proceed
    }
  },
})
