import { checkDialogue } from '../testing/answers.ts'
import { addCertificates, authorityPem, otherPem, revocationsPem, withPayload } from '../testing/certificates.ts'

const authority =
  ' \nCertificate #1:\nSerial: 4CE5F905C20E2EB739F3FB273819B3F1675E236E\nnotBefore: Nov 21 15:41:30 2026 GMT\nnotAfter: Nov 18 15:41:30 2036 GMT\nSubject Alternative Name: \nAlgorithm: EC256\nSHA1 FingerPrint: 6F24E24E997405927049D909542DEB5795FF172C\nSubject: /CN=Test CA\nIssuer: /CN=Test CA\n'
const revocations =
  ' \nCertificate Revocation List #1:\nVersion 2\nSignature Algorithm: sha256WithRSAEncryption\nIssuer: /C=FR/O=Org & Co/CN=Root \xc3\xa9 CA\nLast Update: Nov 21 15:58:14 2026 GMT\nNext Update: Nov 18 15:58:14 2036 GMT\nRevoked Certificates:\n    Serial Number: 1002\n        Revocation Date: Nov 21 15:58:14 2026 GMT\n'

checkDialogue(
  'authorities',
  [
    ['show ssl ca-file', '# filename\nca.pem - 1 certificate(s)\n'],
    ['show ssl ca-file ca.pem', `Filename: ca.pem\nStatus: Used\n${authority}`],
    ['show ssl ca-file ca.pem:1', `Filename: ca.pem\nStatus: Used\n${authority}`],
    ['show ssl ca-file ca.pem:2', ''],
    ['show ssl ca-file nope', "Can't display the CA file : Not found!\n"],
    ['new ssl ca-file odd:1', /created/],
    ['show ssl ca-file odd:1', ''],
    [withPayload('set ssl ca-file odd:1', `${otherPem}\n${authorityPem}`), /created/],
    ['show ssl ca-file *odd:1:2', `Filename: *odd:1\nStatus: Unused\n${authority.replace('#1', '#2')}`],
    ['show ssl ca-file *ca.pem', "Can't display the CA file : Not found!\n"],
    ['commit ssl ca-file odd:1', /Success/],
    ['show ssl ca-file odd:1', /^Filename: odd:1\nStatus: Unused\n \nCertificate #1:\n[\s\S]*\n \nCertificate #2:\n/],
  ],
  addCertificates,
)

checkDialogue(
  'revocation lists',
  [
    ['show ssl crl-file', '# filename\ncrl.pem\n'],
    ['show ssl crl-file crl.pem', `Filename: crl.pem\nStatus: Used\n${revocations}`],
    ['show ssl crl-file crl.pem:2', 'Filename: crl.pem\nStatus: Used\n'],
    ['show ssl crl-file nope', "Can't display the CRL file : Not found!\n"],
    ['new ssl crl-file n', /created/],
    ['show ssl crl-file n', 'Filename: n\nStatus: Empty\n'],
    [withPayload('set ssl crl-file n', revocationsPem), /created/],
    ['show ssl crl-file', '# transaction\n*n\n# filename\ncrl.pem\nn\n'],
    ['show ssl crl-file *n', `Filename: *n\nStatus: Unused\n${revocations}`],
  ],
  addCertificates,
)
