import { checkDialogue } from '../testing/answers.ts'
import { addCertificates, otherPem, sitePem, withPayload } from '../testing/certificates.ts'

const notFound = "Can't display the certificate: Not found or the certificate is a bundle!\n"
const other =
  'Serial: 5724F6E4502A45B7FA50BD3975BFA0E0E4704B1D\nnotBefore: Nov 21 15:41:30 2026 GMT\nnotAfter: Nov 18 15:41:30 2036 GMT\nSubject Alternative Name: DNS:other.test\nAlgorithm: EC256\nSHA1 FingerPrint: F715AD920BD0077D3CB5E247CEB2CB6AC7941905\nSubject: /CN=other.test\nIssuer: /CN=Test CA\n'

checkDialogue(
  'lists certificates and tells of them',
  [
    ['show ssl cert', '# filename\na.pem\n'],
    ['show ssl cert a.pem', /^Filename: a\.pem\nStatus: Used\nSerial: [0-9A-F]+\n/],
    ['show ssl cert nope', notFound],
    ['show ssl cert *a.pem', notFound],
    [withPayload('set ssl cert a.pem', otherPem), /created/],
    ['show ssl cert', '# transaction\n*a.pem\n# filename\na.pem\n'],
    ['show ssl cert *a.pem', `Filename: *a.pem\nStatus: Unused\n${other}OCSP Response Key: \n`],
    ['show ssl cert a.pem', /Subject: \/CN=oracle\.test\n/],
    [withPayload('set ssl cert a.pem', `${otherPem}\n${sitePem}`), /updated/],
    [
      'show ssl cert *a.pem',
      `Filename: *a.pem\nStatus: Unused\n${other}Chain Subject: /CN=oracle.test\nChain Issuer: /CN=oracle.test\nOCSP Response Key: \n`,
    ],
    ['new ssl cert \\\\*odd', "New empty certificate store '\\*odd'!\n"],
    ['new ssl cert Z', /New/],
    ['show ssl cert Z', 'Filename: Z\nStatus: Empty\nOCSP Response Key: \n'],
  ],
  addCertificates,
)

checkDialogue(
  'gives certificates away',
  [
    ['dump ssl cert', "'dump ssl cert' expects a filename\n"],
    ['dump ssl cert nope', notFound],
    ['dump ssl cert *a.pem', notFound],
    [
      'dump ssl cert a.pem',
      /^-----BEGIN PRIVATE KEY-----\n[\s\S]*-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n[\s\S]*-----END CERTIFICATE-----\n$/,
    ],
    [withPayload('set ssl cert a.pem', otherPem), /created/],
    ['dump ssl cert *a.pem', /BEGIN PRIVATE KEY/],
  ],
  addCertificates,
)
