import { checkDialogue } from '../testing/answers.ts'
import { addCertificates, authorityPem, otherPem, withPayload } from '../testing/certificates.ts'

checkDialogue('nothing is known of TLS where it may not be spoken', [['new ssl cert x', 'TLS is not spoken here.\n']])

checkDialogue(
  'certificates are made, replaced and deleted',
  [
    ['new ssl cert', "'new ssl cert' expects a filename\n"],
    ['new ssl cert a.pem', "Certificate 'a.pem' already exists!\n"],
    ['new ssl cert b.pem', "New empty certificate store 'b.pem'!\n"],
    ['new ssl cert b.pem', "Certificate 'b.pem' already exists!\n"],
    ['set ssl cert b.pem', "'set ssl cert expects a filename and a certificate as a payload\n"],
    [
      withPayload('set ssl cert c.pem', otherPem),
      "Can't replace a certificate which is not referenced by the configuration!\nCan't update c.pem!\n",
    ],
    [
      withPayload('set ssl cert b.pem', 'junk'),
      "unable to load certificate from file 'b.pem'.\nCan't load the payload\nCan't update b.pem!\n",
    ],
    ['commit ssl cert', "'commit ssl cert expects a filename\n"],
    ['commit ssl cert b.pem', "No ongoing transaction! !\nCan't commit b.pem!\n"],
    ['abort ssl cert', "'abort ssl cert' expects a filename\n"],
    ['abort ssl cert b.pem', 'No ongoing transaction!\n'],
    [withPayload('set ssl cert b.pem', authorityPem), 'Transaction created for certificate b.pem!\n'],
    [
      'commit ssl cert b.pem',
      "The transaction must contain at least a certificate and a private key!\nCan't commit b.pem!\n",
    ],
    [
      withPayload('set ssl cert a.pem', otherPem),
      "The ongoing transaction is about 'b.pem' but you are trying to set 'a.pem'\nCan't update a.pem!\n",
    ],
    [
      'commit ssl cert a.pem',
      "The ongoing transaction is about 'b.pem' but you are trying to set 'a.pem'\nCan't commit a.pem!\n",
    ],
    [
      'abort ssl cert a.pem',
      "The ongoing transaction is about 'b.pem' but you are trying to abort a transaction for 'a.pem'\n",
    ],
    [withPayload('set ssl cert b.pem.key', otherPem), 'Transaction updated for certificate b.pem!\n'],
    [
      'commit ssl cert b.pem',
      "inconsistencies between private key and certificate loaded 'b.pem'.\nCan't commit b.pem!\n",
    ],
    [
      withPayload('set ssl cert b.pem.key', 'junk'),
      "unable to load private key from file 'b.pem'.\nCan't load the payload\nCan't update b.pem.key!\n",
    ],
    [
      withPayload('set ssl cert b.pem.issuer', 'junk'),
      "'b.pem' cannot be read or parsed'.\nCan't load the payload\nCan't update b.pem.issuer!\n",
    ],
    [withPayload('set ssl cert b.pem.issuer', authorityPem), 'Transaction updated for certificate b.pem!\n'],
    [
      withPayload('set ssl cert b.pem.ocsp', 'junk!'),
      "Error reading OCSP response in base64 format\nCan't load the payload\nCan't update b.pem.ocsp!\n",
    ],
    [withPayload('set ssl cert b.pem.sctl', 'junk'), "Can't load the payload\nCan't update b.pem.sctl!\n"],
    [withPayload('set ssl cert b.pem', otherPem), 'Transaction updated for certificate b.pem!\n'],
    ['commit ssl cert b.pem', 'Committing b.pem\nSuccess!\n'],
    ['del ssl cert', "'del ssl cert' expects a certificate name\n"],
    ['del ssl cert b.pem', "Certificate 'b.pem' deleted!\n"],
    ['del ssl cert b.pem', "Can't remove the certificate: certificate 'b.pem' doesn't exist!\n\n"],
    ['del ssl cert a.pem', "Can't remove the certificate: certificate 'a.pem' in use, can't be deleted!\n\n"],
    [withPayload('set ssl cert a.pem', otherPem), 'Transaction created for certificate a.pem!\n'],
    ['commit ssl cert a.pem', 'Committing a.pem.\nSuccess!\n'],
    ['show ssl cert a.pem', /^Subject: \/CN=other\.test$/m],
    [withPayload('set ssl cert a.pem', otherPem), 'Transaction created for certificate a.pem!\n'],
    ['abort ssl cert a.pem', "Transaction aborted for certificate 'a.pem'!\n"],
    [withPayload('set ssl cert a.pem.ocsp', 'MAMKAQA='), 'Transaction created for certificate a.pem!\n'],
    [
      'commit ssl cert a.pem',
      "Committing a.pem.\n'a.pem.ocsp' is present and activates OCSP but it is impossible to compute the OCSP certificate ID (maybe the issuer could not be found)'.\nFailed!\n",
    ],
    ['abort ssl cert a.pem', 'No ongoing transaction!\n'],
  ],
  addCertificates,
)
