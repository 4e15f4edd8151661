import { describe, expect, test } from 'vitest'
import { defineTable, TableFixture } from '../testing/language.ts'

const plain = defineTable('plain', 'ip', 'gpt0 gpc0 gpc1 gpc0_rate(10000)')
const arrays = defineTable('arrays', 'ip', 'gpt(2) gpc(2) gpc_rate(2,10000)')

describe('actions on what is tracked', () => {
  test.each<[string, string]>([
    ['sc-inc-gpc0(0)', '192.0.2.1 gpt0=0 gpc0=1 gpc0_rate=1 gpc1=0'],
    ['sc-inc-gpc0', '192.0.2.1 gpt0=0 gpc0=1 gpc0_rate=1 gpc1=0'],
    ['sc-inc-gpc1(0)', '192.0.2.1 gpt0=0 gpc0=0 gpc0_rate=0 gpc1=1'],
    ['sc-set-gpt0(0)', '192.0.2.1 gpt0=0 gpc0=0 gpc0_rate=0 gpc1=0'],
    ['sc-set-gpt0(0) 5', '192.0.2.1 gpt0=5 gpc0=0 gpc0_rate=0 gpc1=0'],
    ['sc-set-gpt0(0) int(6),add(1)', '192.0.2.1 gpt0=7 gpc0=0 gpc0_rate=0 gpc1=0'],
    ['sc-inc-gpc(0,0)', '192.0.2.1 gpt0=0 gpc0=0 gpc0_rate=0 gpc1=0'],
    ['sc-inc-gpc0(1)', '192.0.2.1 gpt0=0 gpc0=0 gpc0_rate=0 gpc1=0'],
  ])('%s', (rule, expected) => {
    const tables = new TableFixture([plain])
    const context = tables.context()
    tables.run('track-sc0 src', context)
    tables.run(rule, context)
    expect(tables.dump('plain')).toEqual([expected])
  })

  test.each<[string, string]>([
    ['sc-inc-gpc(1,0)', '192.0.2.1 gpt=0 gpt=0 gpc=0 gpc=1 gpc_rate=0 gpc_rate=1'],
    ['sc-add-gpc(1,0) 5', '192.0.2.1 gpt=0 gpt=0 gpc=0 gpc=5 gpc_rate=0 gpc_rate=5'],
    ['sc-add-gpc(0,0) int(4)', '192.0.2.1 gpt=0 gpt=0 gpc=4 gpc=0 gpc_rate=4 gpc_rate=0'],
    ['sc-set-gpt(1,0) 9', '192.0.2.1 gpt=0 gpt=9 gpc=0 gpc=0 gpc_rate=0 gpc_rate=0'],
    ['sc-set-gpt0(0) 9', '192.0.2.1 gpt=9 gpt=0 gpc=0 gpc=0 gpc_rate=0 gpc_rate=0'],
    ['sc-inc-gpc0(0)', '192.0.2.1 gpt=0 gpt=0 gpc=1 gpc=0 gpc_rate=1 gpc_rate=0'],
    ['sc-inc-gpc(9,0)', '192.0.2.1 gpt=0 gpt=0 gpc=0 gpc=0 gpc_rate=0 gpc_rate=0'],
  ])('%s on arrays', (rule, expected) => {
    const tables = new TableFixture([arrays])
    const context = tables.context()
    tables.run('track-sc0 src', context)
    tables.run(rule, context)
    expect(tables.dump('arrays')).toEqual([expected])
  })

  test.each([
    ['sc-inc-gpc(a,0)', /Missing gpc ID 'sc-inc-gpc\(a,0\)'. Expects sc-inc-gpc\(<GPC ID>,<Track ID>\)./],
    ['sc-inc-gpc0(x)', /invalid stick table track ID/],
    ['sc-set-gpt0(0) if TRUE', /'if'/],
    ['sc-add-gpc(0,0)', /expects an integer or an expression/],
    ['sc-add-gpc(0,0) -1', /unsigned 32-bit integer/],
  ])('%s is refused', (rule, message) => {
    const tables = new TableFixture([plain])
    expect(() => tables.run(rule, tables.context())).toThrow(message)
  })
})
