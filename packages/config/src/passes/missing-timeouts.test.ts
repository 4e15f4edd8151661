import { expect, test } from 'vitest'
import { findingsOf } from '../testing.ts'

const check = (text: string) => findingsOf(text, 'config/missing-timeouts')

test.each([
  ['frontend f\n bind :1\n', ["1 config/missing-timeouts: missing timeouts for frontend 'f'"]],
  [
    'backend b\n timeout server 1s\n server s 1.1.1.1\n',
    ["1 config/missing-timeouts: missing timeouts for backend 'b'"],
  ],
  ['listen l\n bind :1\n timeout client 1s\n', []],
  [
    'listen l\n bind :1\n server s 1.1.1.1\n timeout client 1s\n',
    ["1 config/missing-timeouts: missing timeouts for proxy 'l'"],
  ],
  ['defaults\n timeout client 1s\nfrontend f\n bind :1\n', []],
  ['backend b\n', []],
  // Seen in the oracle.
  ['backend b\n timeout connect 1s\n timeout tunnel 1s\n server s 1.1.1.1\n', []],
  [
    'backend b\n mode http\n timeout connect 1s\n timeout tunnel 1s\n server s 1.1.1.1\n',
    ["1 config/missing-timeouts: missing timeouts for backend 'b'"],
  ],
  ['frontend f\n bind :1\n disabled\n', []],
  ['backend b\n mode log\n server s 1.1.1.1\n', []],
])('%j', (text, findings) => expect(check(text)).toEqual(findings))
