/** `pnpm layers`: prints what breaks the architecture; the status says whether anything does. */
import { fileURLToPath } from 'node:url'
import { checkWorkspace } from './check.ts'
import { formatViolation } from './violation.ts'
import { readWorkspace } from './workspace.ts'

const only = process.argv.slice(2)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const violations = checkWorkspace(readWorkspace(root)).filter(
  ({ path }) => only.length === 0 || only.some((prefix) => path.startsWith(prefix.replace(/\/*$/, '/'))),
)
for (const violation of violations) console.error(formatViolation(violation))
console.log(violations.length === 0 ? 'the layers hold' : `${violations.length} violations`)
process.exitCode = violations.length === 0 ? 0 : 1
