import { writeFileSync } from 'node:fs'
import { formatConfig } from '@weir/config'
import { describeSystemError, readConfigurationFiles } from '../configuration-files.ts'
import { readOperands } from './operands.ts'
import type { Subcommand } from './subcommands.ts'

/**
 * `weir fmt FILE…`: prints the files laid out. `--write` puts that in their place and names those that changed; `--check`
 * names those that would change, and fails when there are any.
 */
export const fmt: Subcommand = (words, site) => {
  const operands = readOperands(words, ['--write', '--check'])
  const files = 'error' in operands ? operands : readConfigurationFiles(operands.paths)
  if ('error' in operands || 'error' in files) {
    site.error(`weir fmt: ${'error' in files ? files.error : ''}\n`)
    return 1
  }
  let exitCode = 0
  for (const { name, text } of files) {
    const formatted = formatConfig(text)
    if (operands.flag === null) site.output(formatted)
    else if (formatted === text) continue
    else if (operands.flag === '--check') {
      site.output(`${name}\n`)
      exitCode = 1
    } else {
      try {
        writeFileSync(name, formatted, 'latin1')
        site.output(`${name}\n`)
      } catch (error) {
        site.error(`weir fmt: could not write ${name} : ${describeSystemError(error)}\n`)
        exitCode = 1
      }
    }
  }
  return exitCode
}
