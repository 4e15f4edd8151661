import { expect, test } from 'vitest'
import { findingsOf } from '../testing.ts'

const check = (text: string) => findingsOf(text, 'config/missing-bind')

test('a frontend or listen without a bind line', () => {
  expect(check('frontend f\nlisten l\nbackend b\n')).toEqual([
    "1 config/missing-bind: frontend 'f' has no 'bind' directive",
    "2 config/missing-bind: proxy 'l' has no 'bind' directive",
  ])
})

test('but not one that binds or is disabled', () => {
  expect(check('frontend f\n bind :1\nlisten l\n disabled\n')).toEqual([])
})

test('nor one whose bind line cannot be read', () => {
  expect(check('frontend f\n bind :1 ""\n')).toEqual([])
})
