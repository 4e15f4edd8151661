import { describe, expect, test } from 'vitest'
import { findingsOf } from '../testing.ts'

const check = (text: string) => findingsOf(text, 'config/mode-mismatch', 'config/backend-loop')

describe('a frontend and its backend', () => {
  test.each([
    ['http', 'tcp', 1],
    ['tcp', 'http', 0],
    ['http', 'http', 0],
    ['tcp', 'tcp', 0],
    ['tcp', 'log', 1],
  ])('%s to %s', (from, to, count) => {
    for (const line of ['use_backend b if TRUE', 'use_backend b', 'default_backend b'])
      expect(check(`frontend f\n mode ${from}\n ${line}\nbackend b\n mode ${to}\n`)).toHaveLength(count)
  })

  test('says where both are', () => {
    expect(check('frontend f\n mode http\n default_backend b\nbackend b\n')).toEqual([
      "3 config/mode-mismatch: http frontend 'f' (test.cfg:1) tries to use incompatible tcp backend 'b' (test.cfg:4) as its default backend (see 'mode')",
    ])
  })

  test('counts a line of defaults for every frontend that takes after it', () => {
    const text = 'defaults\n default_backend b\nfrontend f\nfrontend g\n mode http\nbackend c\n mode http\nbackend b\n'
    expect(check(text)).toEqual([expect.stringContaining("http frontend 'g'")])
  })
})

test('a listen that sends traffic to itself', () => {
  expect(check('listen l\n use_backend l\n')).toEqual([
    "2 config/backend-loop: Proxy 'l': loop detected for use_backend: 'l'",
  ])
})
