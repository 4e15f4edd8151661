import { hintAmong, type ProxyModel, parseWrappedInteger } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'
import { ProxySection } from '../model.ts'
import type { DirectiveLine, LanguageDirective } from './language-directive.ts'

const proxies = ['frontend', 'backend', 'listen'] as const
const modes: readonly ProxyModel['mode'][] = ['tcp', 'http', 'log', 'spop', 'haterm']

/** Modes that need servers. */
const backendModes: readonly ProxyModel['mode'][] = ['log', 'spop']

/** The section of a line that only proxies have. */
function proxyOf(line: DirectiveLine): ProxySection {
  if (line.section instanceof ProxySection) return line.section
  throw new Error(`'${line.name.text}' was read outside a proxy`)
}

function hasAtMost(line: DirectiveLine, count: number): boolean {
  const extra = line.words[count]
  if (extra === undefined) return true
  line.report(diagnostics.unexpectedArgument(line.name.text, extra.text, extra.span))
  return false
}

export const proxyDirectives: readonly LanguageDirective[] = [
  {
    name: 'mode',
    sections: ['defaults', ...proxies],
    summary: 'Sets the protocol of a proxy.',
    usage: 'mode { tcp | http | log | spop | haterm }',
    read(line) {
      const [word] = line.words
      const mode = modes.find((candidate) => candidate === word?.text)
      if (mode === undefined) {
        const text = word?.text ?? ''
        line.report(
          diagnostics.invalid(`unknown proxy mode '${text}'`, word?.span ?? line.span, hintAmong(text, modes)),
        )
        return false
      }
      if (!hasAtMost(line, 1)) return false
      const isMissing = backendModes.includes(mode) && line.section.kind === 'frontend'
      if (isMissing || (mode === 'haterm' && line.section.kind === 'backend')) {
        const side = isMissing ? 'backend' : 'frontend'
        const message = `mode ${mode} is only applicable on proxies with ${side} capability`
        line.report(diagnostics.invalid(message, word?.span ?? line.span))
        return false
      }
      proxyOf(line).mode = mode
      return true
    },
  },
  {
    name: 'description',
    sections: proxies,
    summary: 'Describes a proxy in the statistics.',
    usage: 'description <text>*',
    read(line) {
      if (line.words.length === 0) {
        line.report(diagnostics.missingArgument('description', 'a text', line.span))
        return false
      }
      proxyOf(line).description = line.words.map((word) => word.text).join(' ')
      return true
    },
  },
  {
    name: 'id',
    sections: proxies,
    summary: 'Gives a proxy a fixed number.',
    usage: 'id <number>',
    read(line) {
      const [word] = line.words
      const id = word === undefined ? 0 : parseWrappedInteger(word.text, 32)
      if (id < 1) {
        line.report(diagnostics.invalid('custom id has to be > 0', word?.span ?? line.span))
        return false
      }
      const proxy = proxyOf(line)
      const other = line.model.claimId(proxy, id)
      if (other !== null) {
        line.report(diagnostics.duplicateId(proxy.kind, proxy.name, other.kind, other.name, line.span, other.span))
        return false
      }
      return hasAtMost(line, 1)
    },
  },
  {
    name: 'guid',
    sections: proxies,
    summary: 'Gives a proxy a name that is unique among all objects.',
    usage: 'guid <string>',
    read(line) {
      const [word] = line.words
      if (word === undefined) {
        line.report(diagnostics.missingArgument('guid', 'a string', line.span))
        return false
      }
      const forbidden = /[^A-Za-z0-9.:_-]/.exec(word.text)?.[0]
      if (forbidden !== undefined || word.text.length > 127) {
        const problem = forbidden === undefined ? 'invalid length' : `invalid character '${forbidden}'`
        line.report(diagnostics.invalid(`'guid': ${problem}`, word.span, 'up to 127 letters, digits, and . : _ -'))
        return false
      }
      const proxy = proxyOf(line)
      const other = line.model.claimGuid(proxy, word.text)
      if (other !== null) {
        line.report(diagnostics.duplicateGuid(word.text, word.span, other.span))
        return false
      }
      return hasAtMost(line, 1)
    },
  },
  {
    name: 'disabled',
    sections: ['defaults', ...proxies],
    summary: 'Keeps a proxy from being started.',
    usage: 'disabled',
    read(line) {
      if (!hasAtMost(line, 0)) return false
      proxyOf(line).isDisabled = true
      return true
    },
  },
  {
    name: 'enabled',
    sections: ['defaults', ...proxies],
    summary: "Starts a proxy although its 'defaults' section disables it.",
    usage: 'enabled',
    read(line) {
      if (!hasAtMost(line, 0)) return false
      proxyOf(line).isDisabled = false
      return true
    },
  },
]
