import { checkDialogue } from '../testing/answers.ts'
import { addCertificates, readFixture, withPayload } from '../testing/certificates.ts'

const stapled = readFixture('stapled.pem').replace(/\n+/g, '\n').trimEnd()
const response = readFixture('stapled.pem.ocsp.txt').trimEnd()
const key =
  '303b300906052b0e03021a05000414c6f580b7dc11b5b4ca61cb7dffaeb7d097cfb63904149d136b78b25ec1c5dfe69658fe647ace528e1f4902021002'

checkDialogue(
  'responses are stapled, told of and replaced',
  [
    ['show ssl ocsp-response', '# Certificate IDs\n'],
    ['new ssl cert s.pem', /New/],
    [withPayload('set ssl cert s.pem', stapled), /created/],
    [withPayload('set ssl ocsp-response', response), /does not match any certificate or issuer\.\n$/],
    [withPayload('set ssl cert s.pem.ocsp', response), /updated/],
    ['show ssl cert *s.pem', new RegExp(`\nOCSP Response Key: ${key}\n$`)],
    ['commit ssl cert s.pem', 'Committing s.pem\nSuccess!\n'],
    ['show ssl cert s.pem', new RegExp(`\nOCSP Response Key: ${key}\n$`)],
    [
      'show ssl ocsp-response',
      `# Certificate IDs\nCertificate ID key : ${key}\nCertificate path : s.pem\n Certificate ID:\n   Issuer Name Hash: C6F580B7DC11B5B4CA61CB7DFFAEB7D097CFB639\n   Issuer Key Hash: 9D136B78B25EC1C5DFE69658FE647ACE528E1F49\n   Serial Number: 1002\n`,
    ],
    [`show ssl ocsp-response base64 ${key}`, `${response.replace(/\n/g, '')}\n`],
    ['show ssl ocsp-response base64 s.pem', `${response.replace(/\n/g, '')}\n`],
    ['show ssl ocsp-response base64 nope', 'Certificate ID does not match any certificate.\n'],
    [
      `show ssl ocsp-response ${key}`,
      "responses are shown in base64 only, use 'show ssl ocsp-response base64 <id|certfile>'\n",
    ],
    ['set ssl ocsp-response', "'set ssl ocsp-response' expects response in base64 encoding.\n"],
    ['set ssl ocsp-response x', "'set ssl ocsp-response' received invalid base64 encoded response.\n"],
    ['set ssl ocsp-response AAAA', 'Unable to parse OCSP response.\n'],
    ['set ssl ocsp-response MAMKAQE=', 'OCSP response status not successful.\n'],
    [
      withPayload('set ssl ocsp-response', readFixture('unknown.ocsp.txt').trimEnd()),
      'OCSP single response: certificate status is unknown.\n',
    ],
    [withPayload('set ssl ocsp-response', response), 'OCSP Response updated!\n'],
  ],
  addCertificates,
)
