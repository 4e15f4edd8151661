/** Asks the installed HAProxy about every address in every place: `node record.ts`, which writes `recorded.json`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localPeer, places, spellings, textOf } from './cases.ts'

/** The spellings that HAProxy objects to, by place and what it says; what is not listed was accepted without a word. */
export type RecordedAddresses = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const program = process.argv[2] ?? '/usr/sbin/haproxy'
const folder = mkdtempSync(join(tmpdir(), 'address-verdicts-'))
const path = join(folder, 'haproxy.cfg')

/** A message without its place, and without what it quotes. */
const substanceOf = (message: string): string =>
  message
    .replace(/^((parsing )?\[[^\]]*\] *: )+/, '')
    .replace(/'[^']*'|'.*$/g, '…')
    .replace(/\.+$/, '')

/** The first message, an alert where there is one, behind its severity. */
function ask(text: string): string | null {
  writeFileSync(path, text, 'latin1')
  const { stderr } = spawnSync(program, ['-c', '-L', localPeer, '-f', path], { encoding: 'latin1', timeout: 10_000 })
  const messages = [...stderr.matchAll(/^\[(ALERT|WARNING)\] +\(\d+\) : (?:config : )?(.*)$/gm)].map(
    ([, level, message]) => `${level!.toLowerCase()}: ${substanceOf(message!)}`,
  )
  return messages.find((message) => message.startsWith('alert')) ?? messages[0] ?? null
}

const recorded: Record<string, Record<string, string[]>> = {}
for (const place of Object.keys(places)) {
  const messages = (recorded[place] = {} as Record<string, string[]>)
  for (const spelling of spellings) {
    const said = ask(textOf(place, spelling))
    if (said !== null) (messages[said] ??= []).push(spelling)
  }
}
rmSync(folder, { recursive: true })
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`)
