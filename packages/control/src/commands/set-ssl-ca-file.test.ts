import { checkDialogue } from '../testing/answers.ts'
import { addCertificates, authorityPem, otherPem, revocationsPem, withPayload } from '../testing/certificates.ts'

const dialogueOf = (word: 'ca-file' | 'crl-file', what: 'CA' | 'CRL', used: string, pem: string, uses: string) =>
  [
    [`new ssl ${word}`, `'new ssl ${word}' expects a filename\n`],
    [`new ssl ${word} ${used}`, `${what} file '${used}' already exists!\n`],
    [`new ssl ${word} n`, `New ${what} file created 'n'!\n`],
    [`set ssl ${word} n`, `'set ssl ${word} expects a filename and ${what}s as a payload\n`],
    [
      withPayload(`set ssl ${word} no`, pem),
      `Can't replace a ${what} file which is not referenced by the configuration!\nCan't update no!\n`,
    ],
    [withPayload(`set ssl ${word} n`, 'junk'), "Invalid payload\nCan't update n!\n"],
    [`commit ssl ${word}`, "'commit ssl ca-file expects a filename\n"],
    [`commit ssl ${word} n`, "No ongoing transaction! !\nCan't commit n!\n"],
    [withPayload(`set ssl ${word} n`, pem), `transaction created for ${what} n!\n`],
    [withPayload(`set ssl ${word} n`, pem), `transaction updated for ${what} n!\n`],
    [
      withPayload(`set ssl ${word} ${used}`, pem),
      `The ongoing transaction is about 'n' but you are trying to set '${used}'\nCan't update ${used}!\n`,
    ],
    [
      `commit ssl ${word} ${used}`,
      `The ongoing transaction is about 'n' but you are trying to set '${used}'\nCan't commit ${used}!\n`,
    ],
    [`abort ssl ${word}`, `'abort ssl ${word}' expects a filename\n`],
    [
      `abort ssl ${word} ${used}`,
      `The ongoing transaction is about 'n' but you are trying to abort a transaction for '${used}'\n`,
    ],
    [`commit ssl ${word} n`, 'Committing n\nSuccess!\n'],
    [`abort ssl ${word} n`, 'No ongoing transaction!\n'],
    [`del ssl ${word}`, `'del ssl ${word}' expects a ${what} file name\n`],
    [`del ssl ${word} n`, `${what} file 'n' deleted!\n`],
    [`del ssl ${word} n`, `Can't remove the ${what} file: ${what} file 'n' doesn't exist!\n\n`],
    [`del ssl ${word} ${used}`, `Can't remove the ${what} file: ${what} file '${used}' in use, can't be deleted!\n\n`],
    [withPayload(`set ssl ${word} ${used}`, pem), `transaction created for ${what} ${used}!\n`],
    [`abort ssl ${word} ${used}`, `Transaction aborted for certificate '${used}'!\n`],
    [withPayload(`set ssl ${word} ${used}`, pem), `transaction created for ${what} ${used}!\n`],
    [`commit ssl ${word} ${used}`, `Committing ${used}${uses}\nSuccess!\n`],
  ] as const

checkDialogue('authorities', dialogueOf('ca-file', 'CA', 'ca.pem', authorityPem, '.'), addCertificates)
checkDialogue('revocation lists', dialogueOf('crl-file', 'CRL', 'crl.pem', revocationsPem, '..'), addCertificates)

checkDialogue(
  'authorities are added to those there are',
  [
    ['add ssl ca-file ca.pem', "'add ssl ca-file expects a filename and CAs as a payload\n"],
    [withPayload('add ssl ca-file ca.pem', otherPem), 'transaction created for CA ca.pem!\n'],
    ['show ssl ca-file', '# transaction\n*ca.pem - 2 certificate(s)\n# filename\nca.pem - 1 certificate(s)\n'],
    [withPayload('add ssl ca-file ca.pem', otherPem), 'transaction updated for CA ca.pem!\n'],
    ['commit ssl ca-file ca.pem', 'Committing ca.pem.\nSuccess!\n'],
    ['show ssl ca-file', '# filename\nca.pem - 3 certificate(s)\n'],
  ],
  addCertificates,
)
