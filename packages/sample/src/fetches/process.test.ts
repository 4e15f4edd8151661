import { describeExpressions } from '../testing/describe-converter.ts'
import { env, hostname, nbproc, pid, proc, quicEnabled, stopping, tgroup, thread, uptime } from './process.ts'

describeExpressions(
  'process',
  [env, hostname, nbproc, pid, proc, quicEnabled, stopping, tgroup, thread, uptime],
  [
    ['env(STAGE)', 'test'],
    ['env(NOPE)', null],
    ['hostname', 'test-host'],
    ['pid', '4711'],
    ['stopping', '0'],
    ['tgroup', '1'],
    ['thread', '0'],
    ['uptime', '5'],
  ],
  { environment: { STAGE: 'test' } },
)
