/** Actions that change maps and ACL lists at run time (manual 4.2, `http-request set-map`). */
import { type ArgumentReader, custom, defineAction, logFormat, verdicts } from '@weir/keyword'
import { patternsPort } from '@weir/sample'

const rulesets = ['http-request', 'http-response', 'http-after-response'] as const

/** Without a name, or with one that cannot be read, the action changes a list that nothing looks at, as in HAProxy. */
const list = custom('list', '(<list>)', (reader: ArgumentReader): string => {
  const name = /^\(([^()]+)\)$/.exec(reader.suffix)?.[1]
  if (name === undefined)
    reader.note?.(`'${reader.keyword.text}' has no list name in parentheses, so it changes nothing`)
  return name ?? ''
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
