import type { StickTables, StickTableView } from '../process-view.ts'

/** A table of addresses with one counter, for tests of commands. */
export function createTestTables(): StickTables {
  const entries = new Map<string, { gpc0: number; usage: number }>()
  const viewOf = (key: string) => {
    const entry = entries.get(key)!
    const values = [
      { type: 'gpc0', periodMs: null, value: entry.gpc0 },
      { type: 'http_req_rate', periodMs: 10_000, value: 0 },
    ]
    return { reference: `0x${key}`, key, usage: entry.usage, expiresInMs: 60_000, shard: 0, values }
  }
  const isKey = (key: string): boolean => /^[0-9.]+$/.test(key)
  const table: StickTableView = {
    name: 'be',
    type: 'ip',
    size: 10240,
    get used() {
      return entries.size
    },
    dataType: (name) => (name === 'gpc0' ? 'stored' : name === 'gpt0' ? 'absent' : 'unknown'),
    entries: () => [...entries.keys()].map(viewOf),
    find: (key) => (isKey(key) ? (entries.has(key) ? viewOf(key) : null) : undefined),
    set(key, values) {
      if (!isKey(key)) return false
      const entry = entries.get(key) ?? { gpc0: 0, usage: 0 }
      for (const { value } of values) entry.gpc0 = value
      entries.set(key, entry)
      return true
    },
    remove(reference) {
      const key = reference.slice(2)
      if ((entries.get(key)?.usage ?? 0) > 0) return false
      return entries.delete(key)
    },
  }
  return { names: () => ['be'], table: (name) => (name === 'be' ? table : null) }
}
