import { type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { statsPageOptions } from '../options.ts'
import { statsInTcp } from './stats-in-tcp.ts'

function check(mode: ProxyModel['mode'], isEnabled: boolean): string[] {
  const options = new OptionsStore()
  options.get(statsPageOptions).isEnabled = isEnabled
  const proxy = { kind: 'listen', name: 'l', mode, options, isDisabled: false } as ProxyModel
  const messages: string[] = []
  statsInTcp.run({
    model: { proxies: [proxy] } as unknown as Model,
    report: ({ severity, message }) => void messages.push(`${severity} ${message}`),
  })
  return messages
}

test.each<[ProxyModel['mode'], boolean, string[]]>([
  ['tcp', true, ["warning 'stats' statement ignored for proxy 'l' as it requires HTTP mode."]],
  ['tcp', false, []],
  ['http', true, []],
])('mode %s, enabled %s', (mode, isEnabled, expected) => expect(check(mode, isEnabled)).toEqual(expected))
