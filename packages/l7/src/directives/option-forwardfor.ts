/** `option forwardfor` and `option originalto` (manual 4.2). */
import { type ArgumentReader, custom, defineDirective, type Failed, type SectionKind } from '@weir/keyword'
import { type AddressHeader, parseNetwork } from '../address-header.ts'
import { headerNeedle } from '../message.ts'
import { httpOptions } from '../options.ts'

const sections: readonly SectionKind[] = ['defaults', 'frontend', 'backend', 'listen']

const addressHeader = (option: string, defaultName: string, takesIfNone: boolean) => {
  function read(reader: ArgumentReader): AddressHeader | Failed {
    let name = defaultName
    let except: AddressHeader['except'] = null
    let onlyIfNone = false
    for (let word = reader.next(); word !== null; word = reader.next()) {
      if (word.text === 'except') {
        except = parseNetwork(reader.next()?.text ?? '')
        if (except === null) return reader.fail(`'${option} except' expects <address>[/mask] as argument.`)
      } else if (word.text === 'header') {
        const text = reader.next()?.text
        if (text === undefined) return reader.fail(`'${option} header' expects <header_name> as argument.`)
        name = text
      } else if (word.text === 'if-none' && takesIfNone) onlyIfNone = true
      else {
        const known = takesIfNone ? "'except', 'header' and 'if-none'" : "'except' and 'header'"
        return reader.fail(`'${option}' only supports optional values: ${known}.`)
      }
    }
    return { name: name.toLowerCase(), needle: headerNeedle(name), except, onlyIfNone }
  }
  return custom('header', `[except <network>] [header <name>]${takesIfNone ? ' [if-none]' : ''}`, read)
}

export const optionForwardfor = defineDirective({
  name: 'option forwardfor',
  summary: "Appends the client's address to requests in X-Forwarded-For.",
  manual: '4.2',
  sections,
  needsHttp: true,
  options: httpOptions,
  params: [addressHeader('option forwardfor', 'X-Forwarded-For', true)],
  apply(record, [header]) {
    record.forwardFor = header
  },
})

export const optionOriginalto = defineDirective({
  name: 'option originalto',
  summary: 'Appends the address that the client connected to in X-Original-To.',
  manual: '4.2',
  sections,
  needsHttp: true,
  options: httpOptions,
  params: [addressHeader('option originalto', 'X-Original-To', false)],
  apply(record, [header]) {
    record.originalTo = header
  },
})
