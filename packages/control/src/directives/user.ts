import { type DirectiveSite, defineDirective, text } from '@weir/keyword'
import { findGroupId, findUserId } from '@weir/os'
import { processOptions } from '../options.ts'

const sections = ['global'] as const
const manual = '3.1'

/** The number above all means nobody. */
const maximumId = 2 ** 32 - 1

function numberOf(name: 'uid' | 'gid', value: string, site: DirectiveSite): number | null {
  if (/^-?[0-9]+$/.test(value) && Number(value) < maximumId) return Number(value)
  const [word, subject] = name === 'uid' ? ['user', 'user'] : ['group', 'group']
  site.warn(`${name}: string '${value}' is not a number`, `use '${word}' to name a system ${subject}`)
  return null
}

/** Who the process becomes once its sockets are bound. */
export const identityDirectives = [
  defineDirective({
    name: 'user',
    summary: 'Names the user that the process becomes once its sockets are bound.',
    manual,
    sections,
    options: processOptions,
    params: [text('name')],
    apply(record, [name], site) {
      if ((record.uid ?? 0) !== 0) site.warn('user/uid already specified, continuing')
      const found = findUserId(name)
      if ('error' in found) site.complain(found.error)
      else {
        record.user = name
        record.uid = found.id
      }
    },
  }),
  defineDirective({
    name: 'uid',
    summary: 'Sets the number of the user that the process becomes.',
    manual,
    sections,
    options: processOptions,
    params: [text('number')],
    apply(record, [value], site) {
      if ((record.uid ?? 0) !== 0) site.warn('user/uid already specified, continuing')
      record.uid = numberOf('uid', value, site) ?? record.uid
    },
  }),
  defineDirective({
    name: 'group',
    summary: 'Names the group that the process becomes a member of.',
    manual,
    sections,
    options: processOptions,
    params: [text('name')],
    apply(record, [name], site) {
      if ((record.gid ?? 0) !== 0) site.warn('gid/group was already specified, continuing')
      const found = findGroupId(name)
      if ('error' in found) site.complain(found.error)
      else {
        record.group = name
        record.gid = found.id
      }
    },
  }),
  defineDirective({
    name: 'gid',
    summary: 'Sets the number of the group that the process becomes a member of.',
    manual,
    sections,
    options: processOptions,
    params: [text('number')],
    apply(record, [value], site) {
      if ((record.gid ?? 0) !== 0) site.warn('gid/group was already specified, continuing')
      record.gid = numberOf('gid', value, site) ?? record.gid
    },
  }),
]
