/** `pnpm coverage`: writes the coverage page and the README's line; `--check` only says whether they are stale. */

import { renderCounts } from './page.ts'
import { pages } from './pages.ts'

const isCheck = process.argv.includes('--check')
const stale = pages().filter((page) => page.isStale())
if (!isCheck) for (const page of stale) page.write()
process.stdout.write(`${renderCounts()}\n`)
for (const { path } of stale) process.stdout.write(`${path} ${isCheck ? 'is stale; run `pnpm coverage`' : 'written'}\n`)
if (isCheck && stale.length > 0) process.exitCode = 1
