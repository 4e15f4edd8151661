import { checkDialogue } from '../testing/answers.ts'
import { addCertificates } from '../testing/certificates.ts'
import type { TestProcess } from '../testing/process.ts'

const key = (letter: string): string => letter.repeat(64)
const bytes = (letter: string): Uint8Array => new Uint8Array(Buffer.from(key(letter), 'base64'))

function addKeys(process: TestProcess): void {
  const { store } = addCertificates(process)
  store.ticketKeys.push({ path: '/k', keys: ['A', 'B', 'C'].map(bytes) }, { path: '/j', keys: [bytes('E')] })
}

checkDialogue(
  'ticket keys are shown and replaced, the oldest first',
  [
    ['show tls-keys', '# id (file)\n0 (/k)\n1 (/j)\n'],
    ['show tls-keys #0', `# id secret\n# 0 (/k)\n0.0 ${key('A')}\n0.1 ${key('B')}\n0.2 ${key('C')}\n`],
    ['show tls-keys /j', `# id secret\n# 1 (/j)\n1.0 ${key('E')}\n`],
    ['show tls-keys *', /^# id secret\n# 0 \(\/k\)\n[\s\S]*\n# 1 \(\/j\)\n1\.0 E+\n$/],
    ['show tls-keys nope', "'show tls-keys' unable to locate referenced filename\n"],
    ['set ssl tls-key #0', "'set ssl tls-key' expects a filename and the new TLS key in base64 encoding.\n"],
    ['set ssl tls-key #9 AAAA', "'set ssl tls-key' unable to locate referenced filename\n"],
    ['set ssl tls-key #0 x', "'set ssl tls-key' received invalid base64 encoded TLS key.\n"],
    ['set ssl tls-key #0 AAAA', "'set ssl tls-key' received a key of wrong size.\n"],
    [`set ssl tls-key /k ${key('D')}`, 'TLS ticket key updated!\n'],
    ['show tls-keys #0', `# id secret\n# 0 (/k)\n0.0 ${key('B')}\n0.1 ${key('C')}\n0.2 ${key('D')}\n`],
  ],
  addKeys,
)
