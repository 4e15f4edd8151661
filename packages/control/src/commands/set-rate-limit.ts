import { httpEngineOf } from '@weir/l7'
import { defineRuntimeCommand, failure } from '../command.ts'

const usage = `'set rate-limit' only supports :
   - 'connections global' to set the per-process maximum connection rate
   - 'sessions global' to set the per-process maximum session rate
   - 'ssl-sessions global' to set the per-process maximum SSL session rate
   - 'http-compression global' to set the per-process maximum compression speed in kB/s`

const settings = ['connections', 'sessions', 'ssl-sessions', 'http-compression']

/** Limits of the process per second; 0 lifts one. Management manual 9.3. */
export const setRateLimit = defineRuntimeCommand({
  name: 'set rate-limit',
  usage: 'set rate-limit <setting> <value>',
  summary: 'Change a rate limiting value.',
  level: 'admin',
  run({ args, view }) {
    const [setting, scope, value] = args
    if (scope !== 'global' || setting === undefined || !settings.includes(setting)) return failure(usage)
    if (value === undefined) return failure('Expects an integer value.')
    const number = Number.parseInt(value, 10)
    const limit = Number.isNaN(number) ? 0 : number
    if (limit < 0) return failure('Value out of range.')
    const perSecond = limit === 0 ? Number.POSITIVE_INFINITY : limit
    if (setting === 'connections') view.engine.maxConnectionsPerSecond = perSecond
    else if (setting === 'ssl-sessions') view.engine.maxTlsConnectionsPerSecond = perSecond
    else if (setting === 'http-compression') httpEngineOf(view.engine).limits.bytesPerSecond = perSecond * 1024
    else view.engine.maxSessionsPerSecond = perSecond
    for (const { frontend } of view.proxies) frontend?.slotFreed()
    return ''
  },
})
