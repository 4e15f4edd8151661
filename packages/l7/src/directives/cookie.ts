/** `cookie` and `dynamic-cookie-key` (manual 4.2). */
import { type ArgumentReader, custom, defineDirective, type Failed, hintAmong, readDuration } from '@weir/keyword'
import { type CookieNode, httpOptions } from '../options.ts'

/** 32 bits of seconds. */
const longestMs = (2 ** 31 - 1) * 1000

/** What may follow the name. */
const words =
  'rewrite insert prefix indirect nocache postonly preserve httponly secure domain maxidle maxlife dynamic attr'.split(
    ' ',
  )

const cookieLine = custom(
  'cookie',
  '<name> [rewrite | insert | prefix] [indirect] [nocache] [postonly] [preserve] [httponly] [secure] [domain <domain>]* [maxidle <time>] [maxlife <time>] [dynamic] [attr <value>]*',
  (reader: ArgumentReader): CookieNode | Failed => {
    const name = reader.next()
    if (name === null)
      return reader.fail("'cookie' expects <cookie_name> as argument.", { code: 'config/missing-argument' })
    const modes: ('rewrite' | 'insert' | 'prefix')[] = []
    const flags = new Set<string>()
    const domains: string[] = []
    const attributes: string[] = []
    const limits: { maxidle: number | null; maxlife: number | null } = { maxidle: null, maxlife: null }
    for (let word = reader.next(); word !== null; word = reader.next()) {
      const option = word.text
      if (option === 'rewrite' || option === 'insert' || option === 'prefix') modes.push(option)
      else if (['indirect', 'nocache', 'postonly', 'preserve', 'httponly', 'secure', 'dynamic'].includes(option))
        flags.add(option)
      else if (option === 'domain' || option === 'attr') {
        const value = reader.next()
        if (value === null)
          return reader.fail(`'${option}' expects <${option === 'attr' ? 'value' : 'domain'}> as argument`)
        if (option === 'domain' && !value.text.includes('.')) {
          reader.warn(
            `domain '${value.text}' contains no embedded dot, this configuration may not work properly (see RFC6265#5.2.3).`,
          )
        }
        const misplaced = option === 'domain' ? /[^A-Za-z0-9.\-_]/.exec(value.text) : null
        if (misplaced !== null)
          return reader.fail(`character '${misplaced[0]}' is not permitted in domain name '${value.text}'.`)
        const bad = option === 'attr' ? /[^\x20-\x3a\x3c-\x7e\x80-\xff]/.exec(value.text) : null
        if (bad !== null) {
          const code = bad[0].charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')
          return reader.fail(`character '%x${code}' is not permitted in attribute value.`)
        }
        if (option === 'attr') attributes.push(value.text)
        else domains.push(value.text)
      } else if (option === 'maxidle' || option === 'maxlife') {
        const value = reader.next()
        const time = value === null ? { error: 'expects a time' } : readDuration(value.text, reader, 's', longestMs)
        if (typeof time !== 'number') return reader.fail(`'${option}' ${time.error}`)
        limits[option] = Math.floor(time / 1000)
      } else {
        return reader.fail(
          "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', 'postonly', 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.",
          { hint: hintAmong(option, words) },
        )
      }
    }
    if (new Set(modes).size > 1) return reader.fail("cookie 'rewrite', 'insert' and 'prefix' modes are incompatible.")
    if (modes[0] === 'rewrite' && flags.has('indirect'))
      return reader.fail("cookie 'rewrite' and 'indirect' modes are incompatible.")
    return {
      name: name.text,
      mode: modes[0] ?? 'passive',
      isIndirect: flags.has('indirect'),
      isNocache: flags.has('nocache'),
      isPostOnly: flags.has('postonly'),
      isPreserved: flags.has('preserve'),
      isHttpOnly: flags.has('httponly'),
      isSecure: flags.has('secure'),
      isDynamic: flags.has('dynamic'),
      domains,
      attributes,
      maxIdleSeconds: limits.maxidle,
      maxLifeSeconds: limits.maxlife,
    }
  },
)

export const cookie = defineDirective({
  name: 'cookie',
  summary: 'Keeps clients on their server with a cookie.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  needsHttp: true,
  options: httpOptions,
  params: [cookieLine],
  apply(record, [node]) {
    record.cookie = node
  },
})

const secretKey = custom('key', '<key>', (reader): string | Failed => {
  const word = reader.next()
  if (word !== null) return word.text
  return reader.fail("'dynamic-cookie-key' expects <secret_key> as argument.", { code: 'config/missing-argument' })
})

export const dynamicCookieKey = defineDirective({
  name: 'dynamic-cookie-key',
  summary: 'The secret from which dynamic cookies are made.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  needsHttp: true,
  options: httpOptions,
  params: [secretKey],
  apply(record, [key]) {
    record.dynamicCookieKey = key
  },
})
