import { IpAddress, type SocketAddress } from '@weir/base'
import {
  custom,
  defineAction,
  type Evaluate,
  type ExpressionNode,
  type Failed,
  type SampleContext,
  verdicts,
} from '@weir/keyword'

const rulesets = ['tcp-request connection', 'tcp-request session', 'tcp-request content', 'http-request'] as const
const anyAddress = new IpAddress(new Uint8Array(4))

type Side = 'sourceAddress' | 'destinationAddress'

function currentAddress(context: SampleContext, side: Side): SocketAddress | null {
  return (context.stream ?? context.session)?.[side] ?? null
}

function setAddress(context: SampleContext, side: Side, address: SocketAddress): void {
  if (context.stream) context.stream[side] = address
  else if (context.session) context.session[side] = address
}

function bindAddress(side: Side, evaluate: Evaluate<IpAddress>) {
  return (context: SampleContext) => {
    const address = evaluate(context)
    if (address !== null) {
      const present = currentAddress(context, side)
      setAddress(context, side, { kind: 'ip', address, port: present?.kind === 'ip' ? present.port : 0 })
    }
    return verdicts.proceed
  }
}

function bindPort(side: Side, evaluate: Evaluate<number | bigint>) {
  return (context: SampleContext) => {
    const port = evaluate(context)
    if (port !== null) {
      const present = currentAddress(context, side)
      const address = present?.kind === 'ip' ? present.address : anyAddress
      setAddress(context, side, { kind: 'ip', address, port: Number(BigInt.asUintN(16, BigInt(port))) })
    }
    return verdicts.proceed
  }
}

/**
 * Any expression: what cannot be cast changes nothing when the rule runs. Rules on connections and sessions may name what
 * only a request has (seen in the oracle).
 */
const anyExpression = custom('expr', '<expr>', (reader): ExpressionNode | Failed => {
  if (reader.peek() === null)
    return reader.fail(`'${reader.keyword.text}' expects <expr>`, { code: 'config/missing-argument' })
  const isEarly = /tcp-request (connection|session)/.test(reader.host.phase ?? '')
  return isEarly ? reader.host.expression(reader, 'frontend http-request header rule') : reader.host.expression(reader)
})

/** Change what rules, logs and servers are told about the client, or where the stream is to go (manual 4.2). */
export const addressActions = [
  defineAction({
    name: 'set-src',
    summary: 'Sets the source address.',
    manual: '4.2',
    rulesets,
    params: [anyExpression],
    bind: ([node], binder) => bindAddress('sourceAddress', binder.expression(node, 'addr')),
  }),
  defineAction({
    name: 'set-dst',
    summary: 'Sets the destination address.',
    manual: '4.2',
    rulesets,
    params: [anyExpression],
    bind: ([node], binder) => bindAddress('destinationAddress', binder.expression(node, 'addr')),
  }),
  defineAction({
    name: 'set-src-port',
    summary: 'Sets the source port.',
    manual: '4.2',
    rulesets,
    params: [anyExpression],
    bind: ([node], binder) => bindPort('sourceAddress', binder.expression(node, 'sint')),
  }),
  defineAction({
    name: 'set-dst-port',
    summary: 'Sets the destination port.',
    manual: '4.2',
    rulesets,
    params: [anyExpression],
    bind: ([node], binder) => bindPort('destinationAddress', binder.expression(node, 'sint')),
  }),
]
