import { OptionsStore } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { emailAlert } from './email-alert.ts'

const apply = (line: string, store = new OptionsStore()) =>
  applyLine(emailAlert.find(({ name }) => line === name || line.startsWith(`${name} `))!, line, { store })

test('lines are kept', () => {
  const store = new OptionsStore()
  for (const line of ['from a@b', 'to c@d', 'myhostname me', 'level err', 'level info', 'mailers m'])
    expect(apply(`email-alert ${line}`, store).errors).toEqual([])
  expect(apply('email-alert level info', store).record).toMatchObject({
    from: 'a@b',
    to: 'c@d',
    myhostname: 'me',
    level: 'info',
    mailers: { name: 'm' },
  })
})

test.each(['email-alert level', 'email-alert level foo', 'email-alert level 3', 'email-alert from'])(
  '%s is refused',
  (line) => {
    expect(apply(line).errors).toHaveLength(1)
  },
)

test('every one says why it has no effect', () => {
  for (const { withoutEffect } of emailAlert) expect(withoutEffect).toMatch(/Lua/)
})
