import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { cipherChoices, cipherLists } from './ciphers.ts'

const keywords: readonly BindOptionKeyword[] = [...cipherLists, ...cipherChoices]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ciphers HIGH', { ciphers: 'HIGH' }],
  ['ciphersuites TLS_AES_128_GCM_SHA256', { cipherSuites: 'TLS_AES_128_GCM_SHA256' }],
  ['curves X25519:P-256', { curves: 'X25519:P-256' }],
  ['sigalgs RSA+SHA256', { signatureAlgorithms: 'RSA+SHA256' }],
  ['client-sigalgs RSA+SHA256', { signatureAlgorithms: null }],
  ['ecdhe prime256v1', { namedCurve: 'prime256v1' }],
  ['prefer-client-ciphers', { prefersClientCiphers: true }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['ciphers', 'missing cipher suite'],
  ['curves', 'missing curve suite'],
  ['ecdhe', 'missing named curve'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
