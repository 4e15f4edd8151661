import { expect, it } from 'vitest'
import { createPasswordCheck, cryptPassword } from './password-check.ts'

/** Made with `openssl passwd`. */
it.each([
  ['Hello world!', '$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5'],
  ['abc', '$5$saltstringsaltst$gbPIQFESrOVnkVKfncmdNNBu/JyjWD/ZRZ9l7XRwQj6'],
  [
    'Hello world!',
    '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
  ],
])('%s gives %s', (password, expected) => {
  expect(cryptPassword(password, expected)).toBe(expected)
})

it('tells right from wrong, and knows no other scheme', () => {
  const check = createPasswordCheck()
  const hashed = cryptPassword('secret', '$6$salt')!
  expect(check.verify('secret', hashed)).toBe(true)
  expect(check.verify('Secret', hashed)).toBe(false)
  expect(check.verify('secret', '$1$salt$whatever')).toBe(false)
})
