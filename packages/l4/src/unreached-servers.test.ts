import { serverLines } from '@weir/balance'
import { type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { proxyOptions } from './options.ts'
import { unreachedServers } from './unreached-servers.ts'

const span = { file: 'f', line: 4, column: 0, length: 1 }

function check(hasDefault: boolean, hasServer: boolean): string[] {
  const options = new OptionsStore()
  if (hasDefault) options.get(proxyOptions).defaultBackend = { kind: 'backend', name: 'b', span, target: {} }
  if (hasServer)
    options.get(serverLines).serverLines.push({ name: 's', options: new OptionsStore(), span, address: {} as never })
  const proxy = { name: 'l', options, isFrontend: true, isBackend: true, isDisabled: false } as ProxyModel
  const messages: string[] = []
  unreachedServers.run({
    model: { proxies: [proxy] } as unknown as Model,
    report: ({ severity, message, span }) => void messages.push(`${severity} ${span?.line} ${message}`),
  })
  return messages
}

test('servers behind a default backend', () => {
  expect(check(true, true)).toEqual([
    "warning 4 In proxy 'l', the 'default_backend' rule always has precedence over the servers, which will never be used.",
  ])
})

test('one without the other', () => expect([check(true, false), check(false, true)]).toEqual([[], []]))
