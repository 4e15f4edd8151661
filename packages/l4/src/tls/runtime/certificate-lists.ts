import type { CertificateListFile, CertificateStore } from '../certificate-store.ts'
import { type CertificateLine, parseCertificateLine } from '../crt-list.ts'
import { inBase } from '../words.ts'

type Refusal = { readonly error: string }

/** The name of the certificate that a line uses. */
export function certificateOfLine(store: CertificateStore, { path }: CertificateLine): string {
  return inBase({ text: path, path }, store.certificateBase)
}

/** Adds the line that `text` is to a list; listeners that use the list show the certificate from now on. */
export function addListLine(
  store: CertificateStore,
  listName: string,
  text: string,
): { readonly certificate: string; readonly list: string } | Refusal {
  const list = findList(store, listName)
  if (list === null) return { error: `crt-list '${listName}' does not exist!` }
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > 1) return { error: 'only one line of payload is supported!' }
  const number = list.isDirectory ? 0 : Math.max(0, ...list.lines.map((line) => line.number)) + 1
  const line = parseCertificateLine(lines[0] ?? '', number)
  if (typeof line === 'string') return { error: `parsing [CLI:1]: ${line}` }
  const certificate = certificateOfLine(store, line)
  if (list.isDirectory && !certificate.startsWith(`${list.path}/`))
    return {
      error: `'${list.path}' is a directory, certificate path '${certificate}' must contain the directory path`,
    }
  if (store.emptyCertificates.has(certificate)) return { error: `certificate '${certificate}' is empty!` }
  if (!store.certificates.has(certificate)) return { error: `certificate '${certificate}' does not exist!` }
  list.lines = [...list.lines, line]
  store.version++
  return { certificate, list: list.path }
}

/** Takes the line of a certificate, `name` or `name:number`, out of a list. */
export function removeListLine(
  store: CertificateStore,
  listName: string,
  target: string,
): { readonly certificate: string; readonly list: string } | Refusal {
  const list = findList(store, listName)
  if (list === null) return { error: `crt-list '${listName}' does not exist!` }
  const match = /^(.*):(\d+)$/.exec(target)
  const name = match?.[1] ?? target
  const certificate = store.certificates.has(name) ? name : inBase({ text: name, path: name }, store.certificateBase)
  const entry = store.certificates.get(certificate)
  if (entry === undefined) return { error: `certificate '${name}' does not exist!` }
  const lines = list.lines.filter((line) => certificateOfLine(store, line) === certificate)
  if (lines.length === 0) return { error: `certificate '${name}' is not in the crt-list '${listName}'!` }
  const numbers = lines.map((line) => line.number).join(', ')
  const chosen = match === null ? lines : lines.filter((line) => line.number === Number(match[2]))
  if (chosen.length === 0)
    return {
      error: `found a certificate '${name}' but the line number is incorrect, please specify a correct line number preceded by colons (${numbers})!`,
    }
  if (chosen.length > 1)
    return {
      error: `found the certificate '${name}' in several entries, please specify a line number preceded by colons (${numbers})!`,
    }
  const line = chosen[0]!
  const places = store.users.filter((user) => user.fallbackLines().includes(line)).map(({ place }) => place)
  if (places.length > 0)
    return {
      error: `certificate '${name}' cannot be deleted, it is used as default certificate by the following frontends:\n${places.map((place) => `\t- ${place}\n`).join('')}`,
    }
  list.lines = list.lines.filter((one) => one !== line)
  store.version++
  return { certificate: name, list: list.path }
}

function findList(store: CertificateStore, name: string): CertificateListFile | null {
  return store.lists.get(name) ?? store.lists.get(name.replace(/\/+$/, '')) ?? null
}
