import { readFileSync } from 'node:fs'
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { cases } from './cases.ts'
import { compareVerdicts } from './compare.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8'))
let ok = 0
for (const { name, text } of cases) {
  const { diagnostics } = parseConfig({
    files: [{ name: 'C', text }],
    vocabulary: standardVocabulary,
    configFiles: {
      read: (p) => (p === '/dev/null' ? { text: '' } : { error: 'no such file' }),
      list: () => ({ error: 'no' }),
    },
  })
  const d = compareVerdicts(recorded[name] ?? [], diagnostics)
  if (d.missing.length + d.extra.length === 0) {
    ok++
    continue
  }
  console.log('## ' + name)
  for (const m of d.missing) console.log('   - ' + m)
  for (const e of d.extra) console.log('   + ' + e)
}
console.log(ok, 'of', cases.length)
