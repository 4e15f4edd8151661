import { type ArgumentReader, custom, defineDirective, FAILED, type Failed } from '@weir/keyword'
import { findGroupId, findUserId } from '@weir/os'
import { processOptions, type UnixBindDefaults } from '../options.ts'

type Settings = { -readonly [K in keyof UnixBindDefaults]: UnixBindDefaults[K] }

const setters: Readonly<Record<string, (settings: Settings, value: string, reader: ArgumentReader) => Failed | null>> =
  {
    prefix(settings, value) {
      settings.prefix = value
      return null
    },
    mode(settings, value, reader) {
      if (!/^[0-7]+$/.test(value)) {
        return reader.fail(`'unix-bind' : missing or invalid mode '${value}' (octal integer expected)`)
      }
      settings.mode = Number.parseInt(value, 8)
      return null
    },
    uid(settings, value) {
      settings.uid = Number(value)
      return null
    },
    gid(settings, value) {
      settings.gid = Number(value)
      return null
    },
    user(settings, value, reader) {
      const found = findUserId(value)
      if ('error' in found) return reader.fail(`'unix-bind' : '${value}' unknown user`)
      settings.user = value
      settings.uid = found.id
      return null
    },
    group(settings, value, reader) {
      const found = findGroupId(value)
      if ('error' in found) return reader.fail(`'unix-bind' : '${value}' unknown group`)
      settings.group = value
      settings.gid = found.id
      return null
    },
  }

const usage = '[prefix <prefix>] [mode <mode>] [user <user>] [uid <uid>] [group <group>] [gid <gid>]'

const unixBindSettings = custom<UnixBindDefaults>('settings', usage, (reader) => {
  const settings: Settings = { prefix: '', mode: null, uid: null, gid: null, user: null, group: null }
  for (let word = reader.next(); word !== null; word = reader.next()) {
    const set = Object.hasOwn(setters, word.text) ? setters[word.text] : undefined
    if (set === undefined) {
      return reader.fail("'unix-bind' only supports the 'prefix', 'mode', 'uid', 'gid', 'user' and 'group' options")
    }
    if (set(settings, reader.next()?.text ?? '', reader) === FAILED) return FAILED
  }
  return settings
})

/** Defaults of the Unix sockets of `bind` lines. Manual 3.1. */
export const unixBind = defineDirective({
  name: 'unix-bind',
  summary: "Sets the directory, owner and rights of the Unix sockets of 'bind' lines.",
  manual: '3.1',
  sections: ['global'],
  options: processOptions,
  params: [unixBindSettings],
  apply(record, [settings]) {
    record.unixBind = settings
  },
})
