import { expect, test } from 'vitest'
import { cannotUnpack } from './user-agent.ts'

// What HAProxy 2.6 was seen to do.
test.each([
  [null, false],
  ['curl/8', false],
  ['Mozilla/5.0 (compatible; MSIE 5.0)', false],
  ['mozilla/4.0', false],
  ['xMozilla/4.0', false],
  ['Mozilla/4', true],
  ['Mozilla/4.0', true],
  ['Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)', true],
  ['Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)', false],
  ['Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.10; SV1)', true],
  ['Mozilla/4.0 (compatible; MSIE 6.0; SV1)', true],
  ['Mozilla/4.0 (compatible; MSIE 5.5; Windows NT 5.1)', true],
  ['Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 5.1)', false],
  ['Mozilla/4.0 (compatible; MSIE 7', false],
  ['Mozilla/4.0 (compatible; MSIE ', true],
  ['Mozilla/4.0 (compatible; MSIE 10.0)', true],
  ['Mozilla/4.0 (compatible;MSIE 8.0)', true],
  ['Mozilla/4.0 (compatible; msie 8.0; x)', true],
])('%s: %s', (userAgent, expected) => expect(cannotUnpack(userAgent)).toBe(expected))
