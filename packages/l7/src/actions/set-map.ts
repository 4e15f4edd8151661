/** Actions that change maps and ACL lists at run time (manual 4.2, `http-request set-map`). */
import { type ArgumentReader, custom, defineAction, type Failed, logFormat, verdicts } from '@weir/keyword'
import { patternsPort } from '@weir/sample'

const rulesets = ['http-request', 'http-response', 'http-after-response'] as const

const list = custom('list', '(<list>)', (reader: ArgumentReader): string | Failed => {
  const match = /^\(([^()]+)\)$/.exec(reader.suffix)
  return match === null ? reader.fail(`'${reader.keyword.text}' expects a list name in parentheses`) : match[1]!
})

export const setMap = defineAction({
  name: 'set-map',
  summary: "Sets a key's value in a map, adding it when it is not there.",
  manual: '4.2',
  rulesets,
  isPrefix: true,
  params: [list, logFormat('key'), logFormat('value')],
  bind([name, key, value], binder) {
    const set = binder.port(patternsPort).reserve(name, true)
    const keyOf = binder.logFormat(key, 'variable')
    const contentOf = binder.logFormat(value, 'variable')
    return (context) => {
      const text = keyOf(context)
      if (set.entriesOf(text).length > 0) set.setValue(text, contentOf(context))
      else set.add(text, contentOf(context))
      return verdicts.proceed
    }
  },
})

export const addAcl = defineAction({
  name: 'add-acl',
  summary: 'Adds a pattern to an ACL list unless it is there.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response'],
  isPrefix: true,
  params: [list, logFormat('key')],
  bind([name, key], binder) {
    const set = binder.port(patternsPort).reserve(name, false)
    const keyOf = binder.logFormat(key, 'variable')
    return (context) => {
      const text = keyOf(context)
      if (set.entriesOf(text).length === 0) set.add(text)
      return verdicts.proceed
    }
  },
})

export const deleteActions = (['del-map', 'del-acl'] as const).map((name) =>
  defineAction({
    name,
    summary: name === 'del-map' ? 'Removes a key from a map.' : 'Removes a pattern from an ACL list.',
    manual: '4.2',
    rulesets,
    isPrefix: true,
    params: [list, logFormat('key')],
    bind([reference, key], binder) {
      const set = binder.port(patternsPort).reserve(reference, name === 'del-map')
      const keyOf = binder.logFormat(key, 'variable')
      return (context) => {
        set.delete(keyOf(context))
        return verdicts.proceed
      }
    },
  }),
)
