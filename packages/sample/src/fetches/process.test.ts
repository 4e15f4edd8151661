import { describeExpressions } from '../testing/describe-converter.ts'
import { cpuUsage, env, hostname, nbproc, pid, proc, quicEnabled, stopping, tgroup, thread, uptime } from './process.ts'

describeExpressions(
  'process',
  [...cpuUsage, env, hostname, nbproc, pid, proc, quicEnabled, stopping, tgroup, thread, uptime],
  [
    ['cpu_usage_thr', '37'],
    ['cpu_usage_grp', '37'],
    ['cpu_usage_proc', '37'],
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
