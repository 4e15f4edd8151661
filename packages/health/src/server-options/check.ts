import { defineServerOption } from '@weir/keyword'
import { type ServerCheckOptions, serverCheckOptions } from '../options.ts'

const flags = [
  ['check', 'Checks the server at regular intervals.', 'isChecked', true],
  ['no-check', 'Takes back the check option of default-server.', 'isChecked', false],
  ['check-send-proxy', 'Sends a PROXY header in front of each check.', 'sendsProxy', true],
  ['no-check-send-proxy', 'Takes back the check-send-proxy option of default-server.', 'sendsProxy', false],
  ['check-via-socks4', 'Checks the server by way of its SOCKS4 proxy.', 'goesThroughSocks', true],
  ['agent-check', 'Asks an agent on the server for its state and weight.', 'hasAgent', true],
  ['no-agent-check', 'Takes back the agent-check option of default-server.', 'hasAgent', false],
] as const satisfies readonly (readonly [string, string, keyof ServerCheckOptions, boolean])[]

export const checkFlags = flags.map(([name, summary, field, value]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: serverCheckOptions,
    params: [],
    apply(record) {
      record[field] = value
    },
  }),
)
