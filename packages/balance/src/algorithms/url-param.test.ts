import { expect, test } from 'vitest'
import { chooseBy, complaints, serversOf } from '../testing/index.ts'

const paths = Array.from({ length: 24 }, (_, index) => `/a${index}/b${index * index}/c${index % 3}?q=${index * 3}&z=1`)

test('values are hashed as HAProxy 2.6 hashes them', () => {
  const backend = chooseBy(`balance url_param q\n${serversOf(1, 2, 3, 4)}`)
  expect(backend.choose(...paths.map((url) => ({ url })))).toBe('cbddbddddbdacccbdcddddac')
})

test('a missing parameter takes turns, an empty one is a value, escapes are not decoded', () => {
  const backend = chooseBy(`balance url_param id\n${serversOf(1, 2, 3, 4)}`)
  const urls = ['/?id=alpha', '/?x=1&id=beta&y', '/?ID=alpha', '/?id=', '/?id=al%70ha']
  expect(backend.choose(...urls.map((url) => ({ url })))).toBe('caaaa')
})

test('check_post looks into the body of a POST request, after the query', () => {
  const backend = chooseBy(`balance url_param id check_post\n${serversOf(1, 1, 1, 1, 1, 1, 1, 1)}`)
  expect(backend.needsBody).toBe(true)
  const body = 'x=1&id=alpha'
  expect(backend.choose({ url: '/', method: 'POST', body })).toBe('g')
  expect(backend.choose({ url: '/?id=beta', method: 'POST', body })).toBe('a')
  expect(backend.choose({ url: '/?id=alpha' })).toBe('g')
  expect(chooseBy(`balance url_param id\n${serversOf(1)}`).needsBody).toBe(false)
})

test('a body is only looked at in POST requests', () => {
  const backend = chooseBy(`balance url_param id check_post\n${serversOf(1, 1, 1, 1, 1, 1, 1, 1)}`)
  expect(
    backend.choose({ url: '/', method: 'PUT', body: 'id=alpha' }, { url: '/', method: 'PUT', body: 'id=alpha' }),
  ).toBe('ab')
})

test('a name is required', () => {
  expect(complaints('balance url_param')).toEqual(["'balance url_param' requires an URL parameter name."])
})
